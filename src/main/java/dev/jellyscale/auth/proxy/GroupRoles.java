package dev.jellyscale.auth.proxy;

import dev.jellyscale.auth.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody may do, by the groups that a proxy names.
 *
 * @param separator between groups
 * @param admins groups whose members may do everything; compared as they are written
 * @param users groups whose members may see and use, and so may whoever is in no group at all
 */
public record GroupRoles(char separator, Set<String> admins, Set<String> users) {

  public GroupRoles {
    admins = Set.copyOf(admins);
    users = Set.copyOf(users);
  }

  /** The role of a member of groups; {@link Role#USER} where none is known. */
  Role of(String groups) {
    return split(groups, separator).stream().anyMatch(admins::contains) ? Role.ADMIN : Role.USER;
  }

  /** The names in a text, without blanks around them and without empty ones. */
  static Set<String> split(String text, char separator) {
    var names = new HashSet<String>();
    for (var name : List.of(text.split(Pattern.quote(String.valueOf(separator)), -1))) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
