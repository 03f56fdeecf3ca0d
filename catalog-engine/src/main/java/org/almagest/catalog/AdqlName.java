package org.almagest.catalog;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a name is written in ADQL: as it is, or delimited. TAP_SCHEMA and VOSI tables show names in
 * this form (TAP 1.1, section 4.3).
 */
public final class AdqlName {
  private static final Pattern REGULAR = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /** SQL92 and what ADQL adds (ADQL 2.1, section 2.1.3). */
  private static final Set<String> RESERVED =
      Set.of(
          """
          abs absolute acos action add all allocate alter and any are area as asc asin assertion at
          atan atan2 authorization avg begin between bigint bit bit_length both box by cascade
          cascaded case cast catalog ceiling centroid char char_length character character_length
          check circle close coalesce collate collation column commit connect connection constraint
          constraints contains continue convert coord1 coord2 coordsys corresponding cos cot count
          create cross current current_date current_time current_timestamp current_user cursor date
          day deallocate decimal declare default deferrable deferred degrees delete desc describe
          descriptor diagnostics disconnect distance distinct domain double drop else end end-exec
          escape except exception exec execute exists exp external extract false fetch first float
          floor for foreign found from full get global go goto grant group having hour identity
          ilike immediate in in_unit indicator initially inner input insensitive insert int integer
          intersect intersects interval into is isolation join key language last leading left level
          like local log log10 lower match max min minute mod module month names national natural
          nchar next no not null nullif numeric octet_length of offset on only open option or order
          outer output overlaps pad partial pi point polygon position power precision prepare
          preserve primary prior privileges procedure public radians rand read real references
          region relative restrict revoke right rollback round rows schema scroll second section
          select session session_user set sign sin size smallint some space sql sqlcode sqlerror
          sqlstate sqrt substring sum system_user table tan temporary then time timestamp
          timezone_hour timezone_minute to top trailing transaction translate translation trim true
          truncate union unique unknown update upper usage user using value values varchar varying
          view when whenever where with work write year zone
          """
              .strip()
              .split("\\s+"));

  private AdqlName() {}

  /** Whether the name is a word that ADQL keeps for itself. */
  public static boolean isReserved(String name) {
    return RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The name as a query has to write it. */
  public static String written(String name) {
    return REGULAR.matcher(name).matches() && !isReserved(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }
}
