package org.almagest.api.upload;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to addresses of the outside only. The client connects to what this returns, for
 * each redirect anew, so that no name can stand for another address by then.
 */
final class OutsideAddresses implements DnsResolver {
  private final List<String> allowed;
  private final Lookup names;
  private final Supplier<List<byte[]>> own;

  /**
   * @param allowed names whose addresses may be of the inside
   */
  OutsideAddresses(List<String> allowed) {
    this(allowed, InetAddress::getAllByName, OutsideAddresses::ofThisMachine);
  }

  OutsideAddresses(List<String> allowed, Lookup names, Supplier<List<byte[]>> own) {
    this.allowed = allowed.stream().map(OutsideAddresses::folded).toList();
    this.names = names;
    this.own = own;
  }

  /** All addresses of a name. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /** As names are compared: a dot at the end says only that nothing is to be added. */
  private static String folded(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Told to the one whose URL leads to an address of the inside. */
  static final class InsideException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    InsideException(String host) {
      super(
          "["
              + host
              + "] is an address of the inside, from which no table is fetched: send the table"
              + " inline (UPLOAD=name,param:part), or ask the operator to allow the host");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.of(host);
    if (allowed.contains(folded(host))) {
      return addresses;
    }
    InetAddress[] outside =
        Arrays.stream(addresses).filter(this::isOutside).toArray(InetAddress[]::new);
    // A name that also stands for an address of the inside is not trusted at all.
    if (outside.length < addresses.length || outside.length == 0) {
      throw new InsideException(host);
    }
    return outside;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return Arrays.stream(resolve(host))
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    resolve(host);
    return host;
  }

  /** Whether it is nobody's on this machine or in its networks, by its bytes alone. */
  boolean isOutside(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || own.get().stream().anyMatch(one -> Arrays.equals(one, bytes))) {
      return false;
    }
    return address instanceof Inet4Address ? !isSpecial(bytes) : isOutside6(bytes);
  }

  /** IANA's registry of special-purpose IPv4 addresses, what the JDK does not know of it. */
  private static boolean isSpecial(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return first == 0
        || first == 127
        || first >= 240
        || (first == 100 && (second & 0xc0) == 64)
        || startsWith(bytes, 192, 0, 0)
        || startsWith(bytes, 192, 0, 2)
        || startsWith(bytes, 192, 88, 99)
        || (first == 198 && (second & 0xfe) == 18)
        || startsWith(bytes, 198, 51, 100)
        || startsWith(bytes, 203, 0, 113);
  }

  /**
   * Global unicast is 2000::/3, without what IANA keeps for protocols (2001::/23, Teredo among
   * them) and documents; addresses that carry an IPv4 address stand for that: NAT64 (RFC 6052,
   * 2.1), 6to4 (RFC 3056), ISATAP (RFC 5214, 6.1).
   */
  private boolean isOutside6(byte[] bytes) {
    if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
      return isOutside4(bytes, 12);
    }
    boolean kept =
        (startsWith(bytes, 0x20, 0x01) && (bytes[2] & 0xfe) == 0)
            || startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8)
            || (startsWith(bytes, 0x3f, 0xff) && (bytes[2] & 0xf0) == 0);
    if ((bytes[0] & 0xe0) != 0x20 || kept) {
      return false;
    }
    boolean isatap = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e;
    if (isatap && (bytes[11] & 0xff) == 0xfe && !isOutside4(bytes, 12)) {
      return false;
    }
    return !startsWith(bytes, 0x20, 0x02) || isOutside4(bytes, 2);
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int index = 0; index < prefix.length; index++) {
      if ((bytes[index] & 0xff) != prefix[index]) {
        return false;
      }
    }
    return true;
  }

  private boolean isOutside4(byte[] bytes, int offset) {
    try {
      return isOutside(InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4)));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Without zones: the text of an address has one or has none. */
  private static List<byte[]> ofThisMachine() {
    try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      return interfaces
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getAddress)
          .toList();
    } catch (SocketException unknown) {
      throw new UncheckedIOException(unknown);
    }
  }
}
