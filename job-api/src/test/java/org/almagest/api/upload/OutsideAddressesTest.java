package org.almagest.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.almagest.api.error.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class OutsideAddressesTest {
  private static final OutsideAddresses GUARD = guard(List.of());

  private static OutsideAddresses guard(List<byte[]> own) {
    return new OutsideAddresses(List.of(), InetAddress::getAllByName, () -> own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "2130706433",
        "127.1",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "0:0:0:0:0:0:0:1",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "::8.8.8.8",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::8.8.8.8",
        "64:ff9b:0:1::8.8.8.8",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2002:a9fe:a9fe::1",
        "2001:0:808:808::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "100::1",
        "2600::5efe:10.0.0.1",
        "2600::200:5efe:127.0.0.1"
      })
  void addressesOfTheInsideAreRefusedHoweverTheyAreWritten(String address) {
    assertThatThrownBy(() -> GUARD.resolve(address))
        .isInstanceOf(OutsideAddresses.InsideException.class)
        .hasMessageContaining("[" + address + "] is an address of the inside");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "198.20.0.1",
        "::ffff:8.8.8.8",
        "2600::1",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
        "2001:200::1",
        "2600::200:5efe:8.8.8.8"
      })
  void addressesOfTheOutsideAreNotRefused(String address) throws UnknownHostException {
    assertThat(GUARD.resolve(address)).isNotEmpty();
  }

  @Test
  void ownAddressIsFoundThoughItsTextHasAZone() throws UnknownHostException {
    byte[] bytes = InetAddress.getByName("2600::7").getAddress();
    OutsideAddresses guard = guard(List.of(bytes));

    assertThat(guard.isOutside(Inet6Address.getByAddress("", bytes, 3))).isFalse();
    assertThat(guard.isOutside(InetAddress.getByName("2600::7"))).isFalse();
    assertThat(guard.isOutside(InetAddress.getByName("2600::8"))).isTrue();
  }

  @Test
  void ownAddressIsFoundInWhatCarriesIt() throws UnknownHostException {
    OutsideAddresses guard = guard(List.of(InetAddress.getByName("8.8.4.4").getAddress()));

    assertThat(guard.isOutside(InetAddress.getByName("::ffff:8.8.4.4"))).isFalse();
    assertThat(guard.isOutside(InetAddress.getByName("64:ff9b::8.8.4.4"))).isFalse();
    assertThat(guard.isOutside(InetAddress.getByName("2002:808:404::1"))).isFalse();
    assertThat(guard.isOutside(InetAddress.getByName("64:ff9b::8.8.8.8"))).isTrue();
  }

  @Test
  void addressesOfThisMachineAreOfTheInside() throws Exception {
    OutsideAddresses guard = new OutsideAddresses(List.of());
    for (var one : java.util.Collections.list(java.net.NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress own : java.util.Collections.list(one.getInetAddresses())) {
        assertThat(guard.isOutside(own)).as(own.toString()).isFalse();
        assertThat(guard.isOutside(InetAddress.getByAddress(own.getAddress()))).isFalse();
      }
    }
  }

  @Test
  void nameWithOneAddressOfTheInsideAmongOthersIsNotTrusted() throws UnknownHostException {
    InetAddress outside = InetAddress.getByName("8.8.8.8");
    InetAddress inside = InetAddress.getByName("fe80::1");
    Map<String, InetAddress[]> names =
        Map.of(
            "both.example", new InetAddress[] {outside, inside},
            "none.example", new InetAddress[0],
            "out.example", new InetAddress[] {outside});
    OutsideAddresses guard = new OutsideAddresses(List.of(), names::get, List::of);

    assertThat(guard.resolve("out.example")).containsExactly(outside);
    for (String name : List.of("both.example", "none.example")) {
      assertThatThrownBy(() -> guard.resolve(name))
          .isInstanceOf(OutsideAddresses.InsideException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void hostIsAllowedByItsNameWithOrWithoutADotAtItsEnd() throws UnknownHostException {
    InetAddress inside = InetAddress.getByName("10.0.0.1");
    OutsideAddresses guard =
        new OutsideAddresses(
            List.of("Inside.example"), host -> new InetAddress[] {inside}, List::of);

    assertThat(guard.resolve("inside.EXAMPLE.")).containsExactly(inside);
    assertThatThrownBy(() -> guard.resolve("other.inside.example"))
        .hasMessageContaining("is an address of the inside");
    assertThatThrownBy(() -> guard.resolve("inside.example.."))
        .hasMessageContaining("is an address of the inside");
  }

  /** The one that redirects is allowed, by its name; where it leads to is not. */
  @Test
  void redirectToTheInsideIsNotFollowed(@TempDir Path folder) throws Exception {
    AtomicInteger reached = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port = server.getAddress().getPort();
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/table")) {
            reached.incrementAndGet();
          }
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + port + "/table");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    UploadSettings settings =
        new UploadSettings(
            1, 10, 10, DataSize.ofKilobytes(1), Duration.ofSeconds(5), List.of("localhost"));
    try (RemoteTables tables = new RemoteTables(settings)) {
      assertThatThrownBy(
              () ->
                  tables.fetch(
                      URI.create("http://localhost:" + port + "/"),
                      folder.resolve("table"),
                      new ByteLimit(1000),
                      () -> {}))
          .isInstanceOf(ServiceException.class)
          .hasMessageContaining("[127.0.0.1] is an address of the inside");
    } finally {
      server.stop(0);
    }
    assertThat(reached).hasValue(0);
  }
}
