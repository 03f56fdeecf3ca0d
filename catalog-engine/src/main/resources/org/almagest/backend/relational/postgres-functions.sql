-- Functions that PostgresTarget writes; an operator creates them in the search path, once.
-- The database has the collation "C": ADQL's texts are ordered by their characters' numbers.
-- The formula of org.almagest.sky.Separation; a number that is none gives NULL, and does not fail.
CREATE FUNCTION sky_distance(double precision, double precision, double precision, double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN abs($1) <= 1e300 AND abs($2) <= 1e300 AND abs($3) <= 1e300 AND abs($4) <= 1e300
     THEN degrees(atan2(
       sqrt(power(cos(radians($4)) * sin(radians($3 - $1)), 2)
            + power(sin(radians($4 - $2))
                    + 2 * sin(radians($2)) * cos(radians($4)) * power(sin(radians($3 - $1) / 2), 2), 2)),
       sin(radians($2)) * sin(radians($4))
         + cos(radians($2)) * cos(radians($4)) * cos(radians($3 - $1)))) END $$;
CREATE FUNCTION sky_in_circle(double precision, double precision, double precision, double precision,
                              double precision)
RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT sky_distance($1, $2, $3, $4) <= $5 $$;
CREATE FUNCTION adql_lower(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT lower($1 COLLATE "und-x-icu") $$;
CREATE FUNCTION adql_upper(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT upper($1 COLLATE "und-x-icu") $$;
CREATE FUNCTION adql_round(double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN abs($1 - trunc($1)) >= 0.5 THEN trunc($1) + sign($1) ELSE trunc($1) END $$;
-- Exact, as C's fmod is: a cast to numeric keeps 15 digits.
CREATE FUNCTION adql_fmod(double precision, double precision)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$ DECLARE rest double precision := abs($1); unit double precision := abs($2); part double precision;
   BEGIN
     IF unit = 0 THEN RETURN NULL; END IF;
     IF rest >= 'Infinity' OR unit = 'NaN' THEN RETURN 'NaN'; END IF;
     IF rest < unit THEN RETURN $1; END IF;
     part := unit;
     WHILE part <= rest / 2 LOOP part := part * 2; END LOOP;
     LOOP
       IF rest >= part THEN rest := rest - part; END IF;
       EXIT WHEN part = unit;
       part := part / 2;
     END LOOP;
     RETURN sign($1) * rest; END $$;
CREATE FUNCTION adql_smallint(numeric) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN $1 BETWEEN -32768 AND 32767 THEN $1::smallint END $$;
CREATE FUNCTION adql_integer(numeric) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN $1 BETWEEN -2147483648 AND 2147483647 THEN $1::integer END $$;
CREATE FUNCTION adql_bigint(numeric) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN $1 BETWEEN -9223372036854775808 AND 9223372036854775807 THEN $1::bigint END $$;
CREATE FUNCTION adql_smallint(double precision) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN $1 BETWEEN -32768 AND 32767 THEN $1::smallint END $$;
CREATE FUNCTION adql_integer(double precision) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN $1 BETWEEN -2147483648 AND 2147483647 THEN $1::integer END $$;
CREATE FUNCTION adql_bigint(double precision) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN $1 >= -9223372036854775808.0::double precision
                AND $1 < 9223372036854775808.0::double precision THEN $1::bigint END $$;
CREATE FUNCTION adql_smallint(text) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT adql_smallint(nullif($1, '')::numeric) $$;
CREATE FUNCTION adql_integer(text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT adql_integer(nullif($1, '')::numeric) $$;
CREATE FUNCTION adql_bigint(text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT adql_bigint(nullif($1, '')::numeric) $$;
-- As other engines do, and not with an error: too large is infinite, too small is zero.
CREATE FUNCTION adql_double(text) RETURNS double precision LANGUAGE plpgsql IMMUTABLE STRICT AS
$$ BEGIN RETURN nullif($1, '')::double precision;
   EXCEPTION WHEN numeric_value_out_of_range THEN
     RETURN CASE WHEN $1 ~* 'e-' THEN '0' WHEN $1 ~ '^ *-' THEN '-Infinity' ELSE 'Infinity' END; END $$;
CREATE FUNCTION adql_real(double precision) RETURNS real LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN $1 = 0 OR abs($1) < 7.006492321624085e-46 THEN 0::real
               WHEN abs($1) < 1.401298464324817e-45 THEN (sign($1) * 1.401298464324817e-45)::real
               WHEN abs($1) <= 3.4028234663852886e38 OR $1 = 'Infinity' OR $1 = '-Infinity'
                 OR $1 = 'NaN' THEN $1::real
               WHEN abs($1) < 3.4028235677973366e38 THEN (sign($1) * 3.4028234663852886e38)::real
               ELSE (sign($1) * 'Infinity'::double precision)::real END $$;
CREATE FUNCTION adql_real(text) RETURNS real LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT adql_real(adql_double($1)) $$;
CREATE FUNCTION adql_timestamp(text) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT AS
$$ BEGIN RETURN nullif($1, '')::timestamp; EXCEPTION WHEN data_exception THEN RETURN NULL; END $$;
