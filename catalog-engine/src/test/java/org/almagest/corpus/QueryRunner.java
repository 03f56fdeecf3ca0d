package org.almagest.corpus;

/** Something that answers ADQL over the tables of the corpus. Its text is its name in reports. */
interface QueryRunner {

  /** All rows of the answer. */
  Answer run(String adql);
}
