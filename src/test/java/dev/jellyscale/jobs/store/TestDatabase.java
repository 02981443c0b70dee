package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.util.Optional;

/** Both databases that jobs may be kept in. */
public enum TestDatabase {
  SQLITE {
    @Override
    public JobDatabase open(Path folder) {
      return JobDatabase.open(Optional.empty(), folder.resolve("jobs.db"));
    }
  },
  POSTGRESQL {
    @Override
    public JobDatabase open(Path folder) {
      return JobDatabase.open(
          Optional.of(PostgresServer.shared().newDatabase()), folder.resolve("unused.db"));
    }
  };

  /** A new and empty database. */
  public abstract JobDatabase open(Path folder);
}
