package org.almagest.hats.write;

import java.io.Serializable;
import org.almagest.hats.HatsPixel;
import org.apache.parquet.format.FileMetaData;

/** The file of a pixel, and what its footer says. */
public record WrittenFile(HatsPixel pixel, FileMetaData footer) implements Serializable {}
