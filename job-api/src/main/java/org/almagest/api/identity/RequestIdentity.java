package org.almagest.api.identity;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.limit.LimitSettings;
import org.jspecify.annotations.Nullable;

/** The local user; or, behind a proxy that checks who asks, the user whom it names. */
public final class RequestIdentity implements UserResolver {
  /** What is none would be asked of a name server, and could mean another machine tomorrow. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%.+)?");

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
    return value == null || !isBelieved(sender(request)) ? "" : value.strip();
  }

  /** Of a connection that is closed the server knows no sender. */
  private boolean isBelieved(@Nullable String sender) {
    return sender != null && proxies.contains(address(sender));
  }

  /** X-Forwarded-For tells where the user is, and anybody may write it. */
  private static @Nullable String sender(HttpServletRequest request) {
    ServletRequest received = request;
    while (received instanceof ServletRequestWrapper wrapper) {
      received = wrapper.getRequest();
    }
    return received.getRemoteAddr();
  }

  /** Equal addresses have equal bytes, however they are written and whatever their zone. */
  private static InetAddress address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw noAddress(text, null);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException unknown) {
      throw noAddress(text, unknown);
    }
  }

  private static IllegalArgumentException noAddress(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "almagest.identity.proxies must be addresses, not [" + text + "]", cause);
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
