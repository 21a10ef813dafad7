#include "guard_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

glpk_guard_session *glpk_guard_open(void) {
    glpk_guard_session *session = calloc(1, sizeof *session);
    if (session == NULL) return NULL;
    if (!guard_adopt(session)) {
        free(session);
        return NULL;
    }
    return session;
}

void glpk_guard_close(glpk_guard_session *session) {
    if (session != NULL) guard_release(session);
}

const char *glpk_guard_text(const glpk_guard_session *session) { return session->text; }

// MARK: - Bounds

int guard_bounds_type(double lower, double upper) {
    if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
    if (isinf(upper)) return GLP_LO;
    return lower == upper ? GLP_FX : GLP_DB;
}

void guard_set_row_bounds(glp_prob *program, int row, double lower, double upper) {
    glp_set_row_bnds(program, row, guard_bounds_type(lower, upper), lower, upper);
}

void guard_set_column_bounds(glp_prob *program, int column, double lower, double upper) {
    glp_set_col_bnds(program, column, guard_bounds_type(lower, upper), lower, upper);
}

double guard_row_lower(glp_prob *program, int row) {
    int type = glp_get_row_type(program, row);
    return type == GLP_FR || type == GLP_UP ? -INFINITY : glp_get_row_lb(program, row);
}

double guard_row_upper(glp_prob *program, int row) {
    int type = glp_get_row_type(program, row);
    return type == GLP_FR || type == GLP_LO ? INFINITY : glp_get_row_ub(program, row);
}

// MARK: - Loading

// Takes the place of a pointer of any type, as `realloc` needs one for each.
static bool resize(void *place, size_t size, int count) {
    void *array;
    memcpy(&array, place, sizeof array);
    array = realloc(array, size * (size_t)count);
    if (array == NULL) return false;
    memcpy(place, &array, sizeof array);
    return true;
}

static int grown(int capacity, int needed) {
    if (needed <= capacity) return capacity;
    return needed > capacity / 2 * 3 ? needed : capacity / 2 * 3;
}

bool guard_reserve(glpk_guard_session *session, int rows, int columns) {
    int row_capacity = grown(session->row_capacity, rows);
    int column_capacity = grown(session->column_capacity, columns);
    if (row_capacity > session->row_capacity
        && !(resize(&session->duals, sizeof(double), row_capacity)
            && resize(&session->ray, sizeof(double), row_capacity)
            && resize(&session->multipliers, sizeof(double), row_capacity + 1)
            && resize(&session->is_exact, sizeof(uint8_t), row_capacity)))
        return false;
    if (column_capacity > session->column_capacity
        && !(resize(&session->values, sizeof(double), column_capacity)
            && resize(&session->sums, sizeof(double), column_capacity + 1)
            && resize(&session->lowest, sizeof(double), column_capacity)
            && resize(&session->highest, sizeof(double), column_capacity)))
        return false;
    int old_length = session->row_capacity > session->column_capacity ? session->row_capacity
                                                                      : session->column_capacity;
    int length = row_capacity > column_capacity ? row_capacity : column_capacity;
    if (length > old_length
        && !(resize(&session->indices, sizeof(int), length + 1)
            && resize(&session->numbers, sizeof(double), length + 1)))
        return false;
    session->row_capacity = row_capacity;
    session->column_capacity = column_capacity;
    return true;
}

// Copies one row into the session's scratch, in GLPK's counting.
static void stage_row(
    glpk_guard_session *session, int length, const int32_t *columns, const double *coefficients) {
    for (int at = 0; at < length; at++) {
        session->indices[at + 1] = columns[at] + 1;
        session->numbers[at + 1] = coefficients[at];
    }
}

static void load(glpk_guard_session *session, void *argument) {
    const glpk_guard_model *model = argument;
    glp_prob *program = glp_create_prob();
    session->program = program;
    glp_set_obj_dir(program, model->maximize ? GLP_MAX : GLP_MIN);
    if (model->rows > 0) glp_add_rows(program, model->rows);
    if (model->columns > 0) glp_add_cols(program, model->columns);
    for (int column = 0; column < model->columns; column++) {
        if (model->is_integer[column]) glp_set_col_kind(program, column + 1, GLP_IV);
        guard_set_column_bounds(
            program, column + 1, model->column_lower[column], model->column_upper[column]);
        glp_set_obj_coef(program, column + 1, model->cost[column]);
    }
    for (int row = 0; row < model->rows; row++) {
        int64_t start = model->row_start[row];
        int length = (int)(model->row_start[row + 1] - start);
        guard_set_row_bounds(program, row + 1, model->row_lower[row], model->row_upper[row]);
        stage_row(session, length, model->column_index + start, model->coefficient + start);
        glp_set_mat_row(program, row + 1, length, session->indices, session->numbers);
    }
    // Not scaled by GLPK: rows come with coefficients near 2¹³, where its absolute tolerances are
    // fine enough for single minor units of money. Its own scaling would undo that.
    if (model->rows > 0 && model->columns > 0) glp_adv_basis(program, 0);
}

glpk_guard_code glpk_guard_load(glpk_guard_session *session, const glpk_guard_model *model) {
    if (session->program != NULL)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "the session has a program already");
    if (model->rows < 0 || model->columns < 0)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "a count is negative");
    for (int row = 0; row < model->rows; row++)
        if (model->row_start[row + 1] - model->row_start[row] > model->columns)
            return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "a row names a column twice");
    // One more of each, as an array without entries may have no address.
    if (!guard_reserve(session, model->rows + 1, model->columns + 1))
        return guard_refuse(session, GLPK_GUARD_NO_MEMORY, "no memory for the program");
    session->columns = model->columns;
    if (model->rows > 0) memcpy(session->is_exact, model->is_exact, (size_t)model->rows);
    session->rows = model->rows;
    return guard_run(session, load, (void *)model);
}

// MARK: - Changes

typedef struct bounds_change {
    int index;
    double lower, upper;
} bounds_change;

static void change_column_bounds(glpk_guard_session *session, void *argument) {
    const bounds_change *change = argument;
    guard_set_column_bounds(session->program, change->index, change->lower, change->upper);
}

glpk_guard_code glpk_guard_set_column_bounds(
    glpk_guard_session *session, int32_t column, double lower, double upper) {
    if (column < 0 || column >= session->columns)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "no such column");
    bounds_change change = {column + 1, lower, upper};
    return guard_run(session, change_column_bounds, &change);
}

static void change_row_bounds(glpk_guard_session *session, void *argument) {
    const bounds_change *change = argument;
    guard_set_row_bounds(session->program, change->index, change->lower, change->upper);
}

glpk_guard_code glpk_guard_set_row_bounds(
    glpk_guard_session *session, int32_t row, double lower, double upper) {
    if (row < 0 || row >= session->rows)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "no such row");
    bounds_change change = {row + 1, lower, upper};
    return guard_run(session, change_row_bounds, &change);
}

typedef struct objective_change {
    bool maximize;
    const double *cost;
} objective_change;

static void change_objective(glpk_guard_session *session, void *argument) {
    const objective_change *change = argument;
    glp_set_obj_dir(session->program, change->maximize ? GLP_MAX : GLP_MIN);
    for (int column = 1; column <= session->columns; column++)
        glp_set_obj_coef(session->program, column, change->cost[column - 1]);
}

glpk_guard_code glpk_guard_set_objective(
    glpk_guard_session *session, bool maximize, const double *cost) {
    objective_change change = {maximize, cost};
    return guard_run(session, change_objective, &change);
}

typedef struct new_row {
    double lower, upper;
    int length;
    const int32_t *columns;
    const double *coefficients;
} new_row;

static void append_row(glpk_guard_session *session, void *argument) {
    const new_row *row = argument;
    int index = glp_add_rows(session->program, 1);
    session->is_exact[session->rows] = 0;
    session->rows += 1;
    session->has_values = session->has_duals = session->has_ray = false;
    guard_set_row_bounds(session->program, index, row->lower, row->upper);
    stage_row(session, row->length, row->columns, row->coefficients);
    glp_set_mat_row(session->program, index, row->length, session->indices, session->numbers);
}

glpk_guard_code glpk_guard_add_row(
    glpk_guard_session *session, double lower, double upper, int32_t length,
    const int32_t *column_index, const double *coefficient) {
    if (session->program == NULL || length < 0 || length > session->columns)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "a row names a column twice");
    if (!guard_reserve(session, session->rows + 1, session->columns))
        return guard_refuse(session, GLPK_GUARD_NO_MEMORY, "no memory for another row");
    new_row row = {lower, upper, length, column_index, coefficient};
    return guard_run(session, append_row, &row);
}

// MARK: - Solving and reading

typedef struct solve_request {
    const glpk_guard_options *options;
    glpk_guard_result *result;
    glpk_guard_outcome (*solve)(glpk_guard_session *session, guard_watch *watch);
} solve_request;

static void solve(glpk_guard_session *session, void *argument) {
    solve_request *request = argument;
    guard_watch watch = guard_watch_start(request->options, request->result);
    request->result->outcome = request->solve(session, &watch);
    request->result->has_values = session->has_values;
    request->result->has_duals = session->has_duals;
    request->result->has_ray = session->has_ray;
}

static glpk_guard_code run_solve(glpk_guard_session *session, solve_request request) {
    memset(request.result, 0, sizeof *request.result);
    request.result->outcome = GLPK_GUARD_NUMERICAL;
    // Whatever the last solve left must not be taken for an answer to this one.
    session->has_values = session->has_duals = session->has_ray = false;
    if (session->program == NULL)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "the session has no program");
    return guard_run(session, solve, &request);
}

glpk_guard_code glpk_guard_solve_linear(
    glpk_guard_session *session, const glpk_guard_options *options, glpk_guard_result *result) {
    solve_request request = {options, result, guard_solve_linear};
    return run_solve(session, request);
}

glpk_guard_code glpk_guard_solve_integer(
    glpk_guard_session *session, const glpk_guard_options *options, glpk_guard_result *result) {
    // A point of an integer program is an answer, never a proposal for prices.
    glpk_guard_options sharp = *options;
    sharp.precision = GLPK_GUARD_MONEY;
    solve_request request = {&sharp, result, guard_solve_integer};
    return run_solve(session, request);
}

static void check_alive(glpk_guard_session *session, void *argument) {
    (void)session;
    (void)argument;
}

glpk_guard_code glpk_guard_read(
    glpk_guard_session *session, double *values, double *duals, double *ray) {
    glpk_guard_code code = guard_run(session, check_alive, NULL);
    if (code != GLPK_GUARD_OK) return code;
    size_t row_bytes = sizeof(double) * (size_t)session->rows;
    if (values != NULL && session->has_values)
        memcpy(values, session->values, sizeof(double) * (size_t)session->columns);
    if (duals != NULL && session->has_duals) memcpy(duals, session->duals, row_bytes);
    if (ray != NULL && session->has_ray) memcpy(ray, session->ray, row_bytes);
    return GLPK_GUARD_OK;
}

static void call_illegally(glpk_guard_session *session, void *argument) {
    (void)argument;
    glp_set_col_bnds(session->program, session->columns + 1, GLP_FX, 0, 0);
}

glpk_guard_code glpk_guard_provoke_fault(glpk_guard_session *session) {
    return guard_run(session, call_illegally, NULL);
}
