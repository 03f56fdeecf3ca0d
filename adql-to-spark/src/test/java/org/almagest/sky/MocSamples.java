package org.almagest.sky;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SplittableRandom;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.moc.Moc;
import org.almagest.sky.moc.MocBuilder;

/**
 * MOCs that other programs wrote, and random ones.
 *
 * <p>mocpy 0.21.0: {@code MOC.from_cone(0.5 deg, -0.3 deg, 5 deg, max_depth=6, delta_depth=6)} as
 * ascii, json, fits, and fits with {@code pre_v2}. moc-cli 0.12.0: {@code moc convert -t smoc
 * mocpy.txt fits}, which takes 32-bit numbers; of order 5, 16-bit ones. STILTS of Debian (MOC
 * library 5.0): {@code stilts pixfoot order=8 radius=0.5} of 21 positions, as fits and json.
 */
public final class MocSamples {

  private MocSamples() {}

  public static byte[] bytes(String name) {
    try (InputStream in = MocSamples.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.US_ASCII).strip();
  }

  public static Moc random(SplittableRandom random) {
    int order = random.nextInt(30);
    MocBuilder builder = Moc.builder(order);
    int cells = random.nextInt(40);
    for (int n = 0; n < cells; n++) {
      int cellOrder = random.nextInt(order + 1);
      builder.add(cellOrder, random.nextLong(Healpix.cells(cellOrder)));
    }
    return builder.build();
  }
}
