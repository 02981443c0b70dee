package dev.jellyscale.renderer.confinement;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The system calls that a renderer must not make. Everything else is allowed: what drivers and
 * libraries call differs too much from machine to machine to be listed.
 */
final class Seccomp {
  private static final int SECCOMP = 317;
  private static final int SET_MODE_FILTER = 1;
  private static final int ALL_THREADS = 1;
  private static final int ENOSYS = 38;
  private static final int UNIX = 1;
  private static final int STREAM = 1;
  private static final int TYPE_OF_SOCKET = 0xF;

  private static final int SOCKET = 41;
  private static final int SOCKET_PAIR = 53;
  private static final int CLONE = 56;
  private static final int CLONE3 = 435;
  private static final int KILL = 62;
  private static final int TGKILL = 234;
  private static final int PRLIMIT64 = 302;

  /** {@code CLONE_NEW*}: a namespace of one's own is a world in which one is root. */
  private static final int NEW_NAMESPACES = 0x7E020000;

  /** {@code CLONE_THREAD}: a process of its own would outlive the one that its node can kill. */
  private static final int THREAD = 0x10000;

  private static final int[] REFUSED = {
    42, // connect: the renderer is connected already
    49, // bind
    50, // listen
    59, // execve
    322, // execveat
    57, // fork
    58, // vfork
    101, // ptrace
    310, // process_vm_readv
    311, // process_vm_writev
    438, // pidfd_getfd
    440, // process_madvise
    424, // pidfd_send_signal
    129, // rt_sigqueueinfo
    297, // rt_tgsigqueueinfo
    200, // tkill
    425, // io_uring_setup
    426, // io_uring_enter
    427, // io_uring_register
    321, // bpf
    298, // perf_event_open
    323, // userfaultfd
    165, // mount
    166, // umount2
    155, // pivot_root
    161, // chroot
    428, // open_tree
    429, // move_mount
    430, // fsopen
    431, // fsconfig
    432, // fsmount
    433, // fspick
    442, // mount_setattr
    272, // unshare
    308, // setns
    467, // open_tree_attr
    304, // open_by_handle_at
    76, // truncate: Landlock before version 3 knows nothing of it
    90, // chmod: Landlock knows nothing of modes, owners and attributes
    91, // fchmod
    268, // fchmodat
    452, // fchmodat2
    92, // chown
    93, // fchown
    94, // lchown
    260, // fchownat
    188, // setxattr
    189, // lsetxattr
    190, // fsetxattr
    463, // setxattrat
    197, // removexattr
    198, // lremovexattr
    199, // fremovexattr
    466, // removexattrat
    248, // add_key
    249, // request_key
    250, // keyctl
    175, // init_module
    313, // finit_module
    176, // delete_module
    246, // kexec_load
    320, // kexec_file_load
    169, // reboot
    167, // swapon
    168, // swapoff
  };

  private Seccomp() {}

  /**
   * Refuses them from now on, in all threads of this process and all to come.
   *
   * @throws ConfinementException if the kernel does not do so
   */
  static void install() throws ConfinementException {
    var program = program(Math.toIntExact(ProcessHandle.current().pid()));
    try (var arena = Arena.ofConfined()) {
      long result =
          Kernel.call(SECCOMP, SET_MODE_FILTER, ALL_THREADS, program.build(arena).address());
      if (result != 0) {
        throw new ConfinementException("a seccomp filter", result);
      }
    }
  }

  /** The rules for a process of that number. */
  static FilterProgram program(int self) {
    var program = new FilterProgram();
    for (int call : REFUSED) {
      program.refuse(call, Kernel.EPERM);
    }
    // Its flags are in memory, where a filter cannot look: libraries fall back to clone.
    program.refuse(CLONE3, ENOSYS);
    program.allowBits(CLONE, THREAD, NEW_NAMESPACES);
    // Datagrams reach whoever listens on this machine, without any connect.
    program.allowPair(SOCKET, UNIX, STREAM, TYPE_OF_SOCKET);
    program.allowPair(SOCKET_PAIR, UNIX, STREAM, TYPE_OF_SOCKET);
    program.allowOnly(KILL, self, self);
    program.allowOnly(TGKILL, self, self);
    program.allowOnly(PRLIMIT64, 0, self);
    return program;
  }

  /** Whether a filter holds in every thread, by the kernel's own word. */
  static boolean holds() {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.allMatch(Seccomp::filtered);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean filtered(Path thread) {
    try (var lines = Files.lines(thread.resolve("status"))) {
      return lines.anyMatch(line -> line.matches("Seccomp:\\s*2"));
    } catch (IOException e) {
      // A thread that has ended meanwhile can do no harm.
      return !Files.exists(thread);
    }
  }
}
