/** A transaction, repeated while sure_retry says so; over JDBC, for PostgreSQL (pgjdbc) and SQLite (sqlite-jdbc). */
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

public final class Retry {
  public interface Work<T> {
    T in(Connection session) throws SQLException;
  }

  // surerow on SQLite: "SR001: the row ...", which sqlite-jdbc puts behind its own words.
  private static final Pattern STATED = Pattern.compile("(?:^|\\()([0-9A-Z]{5}): ");

  /** What sure_retry asks for: surerow's SQLSTATE, PostgreSQL's, or SQLite's result code. */
  static String codeOf(SQLException error) {
    Matcher stated = STATED.matcher(String.valueOf(error.getMessage()));
    if (stated.find()) return stated.group(1);
    if (error.getSQLState() != null) return error.getSQLState();
    return error.getErrorCode() > 0 ? String.valueOf(error.getErrorCode()) : "08006";
  }

  /** Answers with what `work` answers; throws the last error when there is nothing left to try. A session a try: a lost one is not used again. */
  public static <T> T run(DataSource database, Work<T> work, String options) throws SQLException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      SQLException error;
      try (Connection session = database.getConnection()) {
        session.setAutoCommit(false);
        try {
          T result = work.in(session);
          session.commit();
          return result;
        } catch (SQLException | RuntimeException failed) {
          try {
            session.rollback(); // until then PostgreSQL refuses every statement
          } catch (SQLException also) {
            failed.addSuppressed(also);
          }
          throw failed;
        }
      } catch (SQLException failed) {
        error = failed;
      }
      Thread.sleep(delay(database, error, attempt, options));
    }
  }

  private static long delay(DataSource database, SQLException error, int attempt, String options) throws SQLException {
    String member = "(sure_retry(?, ?, CAST(? AS text)))->>'delay_ms'"; // SQLite has ->> from 3.38 on
    try (Connection session = database.getConnection();
        PreparedStatement ask = session.prepareStatement("SELECT " + member)) {
      ask.setString(1, codeOf(error));
      ask.setInt(2, attempt);
      ask.setString(3, options);
      try (ResultSet answer = ask.executeQuery()) {
        answer.next();
        String delay = answer.getString(1);
        if (delay != null) return Long.parseLong(delay);
      }
    } catch (SQLException nobodyToAsk) {
      error.addSuppressed(nobodyToAsk);
    }
    throw error;
  }
}
