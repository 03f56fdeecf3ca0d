package org.almagest.engine;

import java.util.List;
import org.almagest.backend.Execution;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogTable;

/** A query that is ready to run. */
public interface QueryPlan {

  /** The columns of the result. */
  List<ResultColumn> columns();

  /** The tables that it reads, each as often as it does. */
  List<CatalogTable> tables();

  /** What its user may see, by which it was planned. */
  Catalog catalog();

  /** The chosen back end, and why. */
  Route route();

  /** The logical plan, pruning and the text sent to the engine, for a person to read. */
  String explain();

  /** An execution that has not started yet; the caller closes it. */
  Execution execution();
}
