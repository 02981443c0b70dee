package dev.jellyscale.cli.doctor;

import java.util.List;

/** Looks at one side of the machine and tells what it found; it never throws for what it finds. */
@FunctionalInterface
interface Checkup {

  List<Check> run() throws InterruptedException;
}
