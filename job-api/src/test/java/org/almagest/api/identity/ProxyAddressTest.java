package org.almagest.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import org.almagest.api.limit.LimitSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAddressTest {

  private static RequestIdentity behind(String proxy) {
    return new RequestIdentity(
        new IdentitySettings("local", "X-User", null, "anonymous", List.of(proxy)),
        LimitSettings.NONE);
  }

  /** A request that a connection of that address sends for ada. */
  private static HttpServletRequest from(@Nullable String address) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ProxyAddressTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getHeader" -> "ada";
                  case "getRemoteAddr" -> address;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @ParameterizedTest
  @CsvSource({
    "::1, 0:0:0:0:0:0:0:1",
    "::ffff:192.0.2.7, 192.0.2.7",
    "fe80::1%1, fe80:0:0:0:0:0:0:1",
    "fe80::1, fe80::1%1",
    "2001:DB8::7, 2001:db8:0::7"
  })
  void proxyIsKnownByItsAddressHoweverItIsWritten(String proxy, String sender) {
    assertThat(behind(proxy).principalOf(from(sender)).name()).isEqualTo("ada");
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.2", "fe80::1%1, fe80::2%1", "::1, 127.0.0.1"})
  void anotherAddressIsNotBelieved(String proxy, String sender) {
    assertThat(behind(proxy).principalOf(from(sender)).name()).isEqualTo("anonymous");
  }

  @Test
  void senderThatIsNotKnownIsNotBelieved() {
    assertThat(behind("127.0.0.1").principalOf(from(null)).name()).isEqualTo("anonymous");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "proxy.example", "999.0.0.1", "2130706433", "::g"})
  void proxyThatIsNoAddressIsRefused(String proxy) {
    assertThatThrownBy(() -> behind(proxy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("almagest.identity.proxies must be addresses, not [" + proxy + "]");
  }
}
