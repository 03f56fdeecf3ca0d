package org.almagest.api.identity;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.limit.LimitSettings;
import org.jspecify.annotations.Nullable;

/** The local user; or, behind a proxy that checks who asks, the user whom it names. */
public final class RequestIdentity implements UserResolver {
  private final IdentitySettings settings;
  private final LimitSettings limits;
  private final Set<InetAddress> proxies;
  private final Principal local;
  private final Principal anonymous;

  /**
   * By these settings.
   *
   * @throws IllegalArgumentException if a proxy has no address
   */
  public RequestIdentity(IdentitySettings settings, LimitSettings limits) {
    this.settings = settings;
    this.limits = limits;
    this.proxies =
        settings.proxies().stream()
            .map(RequestIdentity::address)
            .collect(Collectors.toUnmodifiableSet());
    this.local = known(settings.localUser(), Set.of());
    this.anonymous =
        new Principal(
            new User(settings.anonymousUser()),
            Set.of(),
            limits.classes().containsKey(LimitSettings.ANONYMOUS)
                ? LimitSettings.ANONYMOUS
                : LimitSettings.DEFAULT);
  }

  @Override
  public Principal principalOf(HttpServletRequest request) {
    String header = settings.userHeader();
    if (header == null) {
      return local;
    }
    String name = believed(request, header);
    if (name.isEmpty() || name.equals(settings.anonymousUser())) {
      return anonymous;
    }
    try {
      String groups = settings.groupsHeader();
      return known(name, groups == null ? Set.of() : names(believed(request, groups)));
    } catch (IllegalArgumentException wrong) {
      throw new ServiceException(Code.FORBIDDEN, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private Principal known(String name, Set<String> groups) {
    return new Principal(new User(name), groups, limits.classOf(name, groups));
  }

  /** The header as a believed proxy sent it; empty if there is none. */
  private String believed(HttpServletRequest request, String header) {
    String value = request.getHeader(header);
    return value == null || !proxies.contains(address(sender(request))) ? "" : value.strip();
  }

  /** X-Forwarded-For tells where the user is, and anybody may write it. */
  private static String sender(HttpServletRequest request) {
    ServletRequest received = request;
    while (received instanceof ServletRequestWrapper wrapper) {
      received = wrapper.getRequest();
    }
    return received.getRemoteAddr();
  }

  private static InetAddress address(@Nullable String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException(
          "almagest.identity.proxies must be addresses, not [" + text + "]", unknown);
    }
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
