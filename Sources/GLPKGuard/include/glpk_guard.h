#ifndef GLPK_GUARD_H
#define GLPK_GUARD_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// GLPK behind a wall: one function a step, plain arrays in and out, and no way for GLPK to end the
/// process or to run past its limits.
///
/// GLPK aborts the process on what it dislikes. Every step here catches that, frees everything that
/// GLPK holds on the thread and answers `GLPK_GUARD_FAULT` with GLPK's own text. All sessions of
/// that thread are dead from then on, because GLPK has one environment per thread.
///
/// Rows and columns count from 0. Infinite ends of bounds are infinities of `double`. Callers check
/// their data first: numbers finite, lower at most upper, each column at most once in a row.
typedef struct glpk_guard_session glpk_guard_session;

/// Whether a step was carried out.
typedef enum glpk_guard_code {
    /// The step was carried out.
    GLPK_GUARD_OK = 0,
    /// GLPK failed inside; all sessions of this thread are dead.
    GLPK_GUARD_FAULT = 1,
    /// The session is dead since an earlier fault on its thread, or since its thread ended.
    GLPK_GUARD_DEAD = 2,
    /// The session belongs to another thread; nothing was done.
    GLPK_GUARD_WRONG_THREAD = 3,
    /// There was no memory for the step; nothing was done.
    GLPK_GUARD_NO_MEMORY = 4,
    /// A row, a column or a count is out of range; nothing was done.
    GLPK_GUARD_BAD_ARGUMENT = 5,
} glpk_guard_code;

/// Why a solve ended.
typedef enum glpk_guard_outcome {
    /// The point is claimed to be best.
    GLPK_GUARD_OPTIMAL = 0,
    /// An integer search ended within the gap asked for.
    GLPK_GUARD_WITHIN_GAP = 1,
    /// No point meets all constraints.
    GLPK_GUARD_INFEASIBLE = 2,
    /// The objective improves without limit.
    GLPK_GUARD_UNBOUNDED = 3,
    /// The deadline passed.
    GLPK_GUARD_TIME_LIMIT = 4,
    /// The iteration or node limit was reached.
    GLPK_GUARD_WORK_LIMIT = 5,
    /// `should_stop` said so.
    GLPK_GUARD_CANCELLED = 6,
    /// GLPK gave up numerically, also from a fresh basis and with the other simplex method.
    GLPK_GUARD_NUMERICAL = 7,
} glpk_guard_outcome;

/// The simplex method that a linear program is tried with first.
typedef enum glpk_guard_method {
    /// The dual simplex; a fresh basis and then the primal simplex where that fails.
    GLPK_GUARD_DUAL = 0,
    /// The primal simplex; a fresh basis and then the dual simplex where that fails.
    GLPK_GUARD_PRIMAL = 1,
} glpk_guard_method;

/// How sharply the simplex tells a reduced cost from zero.
typedef enum glpk_guard_precision {
    /// Sharp enough for single minor units of money.
    GLPK_GUARD_MONEY = 0,
    /// As GLPK does by itself, with rows of coefficients near 1; only for linear programs.
    GLPK_GUARD_COARSE = 1,
} glpk_guard_precision;

/// A linear program as plain arrays, row by row.
typedef struct glpk_guard_model {
    int32_t rows;
    int32_t columns;
    bool maximize;
    const double *row_lower;
    const double *row_upper;
    const double *column_lower;
    const double *column_upper;
    const double *cost;
    /// Nonzero for columns that must be whole.
    const uint8_t *is_integer;
    /// Nonzero for rows of integer columns only whose sums are exact in `double` at whole points.
    const uint8_t *is_exact;
    /// Where each row begins in the arrays below; `rows + 1` entries.
    const int64_t *row_start;
    const int32_t *column_index;
    const double *coefficient;
} glpk_guard_model;

/// How a solve goes and how far; negative numbers mean no limit, zeros the usual method.
typedef struct glpk_guard_options {
    /// Time from now, in nanoseconds of a clock that does not jump.
    int64_t remaining_nanoseconds;
    /// Simplex iterations of one linear program.
    int64_t iterations;
    /// Nodes of an integer search.
    int64_t nodes;
    /// Relative gap at which an integer search ends, at least 0.
    double relative_gap;
    /// Asked between slices of work, on the calling thread; may be null. Must not call the guard.
    bool (*should_stop)(const void *context);
    /// Handed to `should_stop`.
    const void *context;
    glpk_guard_method method;
    glpk_guard_precision precision;
} glpk_guard_options;

/// What a solve brought; the numbers themselves are read by `glpk_guard_read`.
typedef struct glpk_guard_result {
    glpk_guard_outcome outcome;
    /// Whether there is a point, one multiplier per row, a ray that proves infeasibility, a bound.
    bool has_values;
    bool has_duals;
    bool has_ray;
    bool has_bound;
    /// The bound on the objective that an integer search claims.
    double bound;
    int64_t linear_programs;
    int64_t iterations;
    int64_t nodes;
    int64_t restarts;
} glpk_guard_result;

/// Opens a session for the calling thread, or returns null when there is no memory.
glpk_guard_session *glpk_guard_open(void);

/// Closes a session, dead or alive, from any thread. From another thread than its own, GLPK's memory
/// is freed when the session's own thread opens or closes its next session, or ends.
void glpk_guard_close(glpk_guard_session *session);

/// The text of the last failed step: GLPK's own after a fault. Valid until the session is closed.
const char *glpk_guard_text(const glpk_guard_session *session);

/// Loads a program into a session that has none.
glpk_guard_code glpk_guard_load(glpk_guard_session *session, const glpk_guard_model *model);

/// Changes the bounds of a column; the basis stays.
glpk_guard_code glpk_guard_set_column_bounds(
    glpk_guard_session *session, int32_t column, double lower, double upper);

/// Changes the bounds of a row; the basis stays.
glpk_guard_code glpk_guard_set_row_bounds(
    glpk_guard_session *session, int32_t row, double lower, double upper);

/// Replaces the objective by one cost per column; the basis stays.
glpk_guard_code glpk_guard_set_objective(
    glpk_guard_session *session, bool maximize, const double *cost);

/// Adds a row behind the others; it enters the basis.
glpk_guard_code glpk_guard_add_row(
    glpk_guard_session *session, double lower, double upper, int32_t length,
    const int32_t *column_index, const double *coefficient);

/// Multiplies the coefficients of a row by a factor and replaces its bounds; the basis stays.
glpk_guard_code glpk_guard_scale_row(
    glpk_guard_session *session, int32_t row, double factor, double lower, double upper);

/// Adds a column behind the others, nonbasic at a bound; each row at most once. The basis stays.
glpk_guard_code glpk_guard_add_column(
    glpk_guard_session *session, double lower, double upper, double cost, int32_t length,
    const int32_t *row_index, const double *coefficient);

/// Removes columns at rising positions; those behind move up. The basis stays unless one of them is
/// in it: then the next solve begins from a fresh one.
///
/// `terms_removed` has one entry per row, to which the number of terms is added that the row loses.
glpk_guard_code glpk_guard_remove_columns(
    glpk_guard_session *session, int32_t count, const int32_t *column_index,
    int32_t *terms_removed);

/// Changes the cost of a column; the basis stays.
glpk_guard_code glpk_guard_set_cost(glpk_guard_session *session, int32_t column, double cost);

/// Solves the linear program without its integrality, from the last basis.
glpk_guard_code glpk_guard_solve_linear(
    glpk_guard_session *session, const glpk_guard_options *options, glpk_guard_result *result);

/// Solves the program with its integrality, by a linear program at the root and branch and bound.
glpk_guard_code glpk_guard_solve_integer(
    glpk_guard_session *session, const glpk_guard_options *options, glpk_guard_result *result);

/// Reads what the last solve brought. A null array is not filled; one that the result says it does
/// not have is not touched.
///
/// `values` has one entry per column; `duals` and `ray` have one per row. A dual is the change of
/// the objective per unit of its row. A ray stands on the lower bound where it is positive, on the
/// upper one where it is negative.
glpk_guard_code glpk_guard_read(
    glpk_guard_session *session, double *values, double *duals, double *ray);

/// For tests: calls GLPK in a way that makes it abort.
glpk_guard_code glpk_guard_provoke_fault(glpk_guard_session *session);

/// For tests: the memory that GLPK holds for the calling thread, in bytes.
int64_t glpk_guard_memory_in_use(void);

#ifdef __cplusplus
}
#endif

#endif
