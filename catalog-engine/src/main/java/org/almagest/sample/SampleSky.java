package org.almagest.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Writes the raw files of a made-up survey of one field, as a telescope team would hand them over:
 * the same bytes for the same seed.
 */
public final class SampleSky {

  /** The name of the Felis file, which describes Object and Source. */
  public static final String FELIS = "felis.yaml";

  /**
   * The files.
   *
   * @param objects Object, as gzipped CSV
   * @param sources Source, the measurements of single visits, as Parquet
   * @param reference a catalogue of another epoch, J2000.0, as FITS
   * @param felis the description of Object and Source
   */
  public record Written(List<Path> objects, List<Path> sources, Path reference, Path felis) {

    /** Copies the lists. */
    public Written {
      objects = List.copyOf(objects);
      sources = List.copyOf(sources);
    }
  }

  private SampleSky() {}

  /** Writes all files into a folder, which is made if it is not there. */
  public static Written write(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    SplittableRandom random = new SplittableRandom(seed);
    List<SkyObject> sky = new SkyModel(random.split()).objects();
    List<Path> objects = new ObjectFiles(random.split()).write(folder, sky);
    List<Path> sources = new SourceFiles(random.split()).write(folder, sky);
    Path reference = new ReferenceFile(random.split()).write(folder, sky);
    Path felis = folder.resolve(FELIS);
    try (InputStream text = SampleSky.class.getResourceAsStream(FELIS)) {
      Files.copy(Objects.requireNonNull(text, FELIS), felis, StandardCopyOption.REPLACE_EXISTING);
    }
    return new Written(objects, sources, reference, felis);
  }
}
