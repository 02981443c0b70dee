package dev.jellyscale.auth.proxy;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.net.AddressText;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The machines whose word about a request counts. They are known by the address at the other end of
 * the connection, which nobody can forge there.
 *
 * @param blocks of addresses
 */
public record TrustedProxies(List<IPAddress> blocks) {
  /** The variable that lists them. */
  public static final String VARIABLE = "JELLYSCALE_TRUSTED_PROXIES";

  /** Nobody's word counts. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  public TrustedProxies {
    blocks = List.copyOf(blocks);
  }

  /**
   * Reads addresses and blocks such as {@code 172.18.0.0/16}, separated by commas or blanks.
   *
   * @throws Invalid if one is neither, or is everybody
   */
  public static TrustedProxies ofEnvironment(Map<String, String> environment) {
    var blocks = new ArrayList<IPAddress>();
    var text = EnvironmentSetting.of(VARIABLE, environment).value().orElse("");
    for (var word : text.split("[,\\s]+")) {
      if (!word.isEmpty()) {
        blocks.add(block(word));
      }
    }
    return new TrustedProxies(blocks);
  }

  /** Names of machines are refused: whoever answers for names would decide who is trusted. */
  private static IPAddress block(String word) {
    var block =
        AddressText.block(word)
            .orElseThrow(
                () ->
                    new Invalid(
                        "%s: '%s' is no address and no block such as 172.18.0.0/16"
                            .formatted(VARIABLE, word)));
    if (Integer.valueOf(0).equals(block.getPrefixLength())) {
      throw new Invalid(VARIABLE + ": '" + word + "' would trust everybody");
    }
    return block;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /**
   * Whether the machine at an address is one of them.
   *
   * @param literal as sockets tell it; anything that is no address is not trusted
   */
  public boolean trust(String literal) {
    return !blocks.isEmpty() && AddressText.address(literal).filter(this::trust).isPresent();
  }

  boolean trust(IPAddress address) {
    for (var block : blocks) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
