#include "guard_internal.h"

#include <stddef.h>

// A point or multipliers of a program of another shape must not be read.
static void forget_answer(glpk_guard_session *session) {
    session->has_values = session->has_duals = session->has_ray = false;
}

// MARK: - Adding

typedef struct new_column {
    double lower, upper, cost;
    int length;
    const int32_t *rows;
    const double *coefficients;
} new_column;

static void append_column(glpk_guard_session *session, void *argument) {
    const new_column *column = argument;
    glp_prob *program = session->program;
    int index = glp_add_cols(program, 1);
    session->columns += 1;
    forget_answer(session);
    guard_set_column_bounds(program, index, column->lower, column->upper);
    glp_set_obj_coef(program, index, column->cost);
    for (int at = 0; at < column->length; at++) {
        session->indices[at + 1] = column->rows[at] + 1;
        session->numbers[at + 1] = column->coefficients[at];
    }
    glp_set_mat_col(program, index, column->length, session->indices, session->numbers);
}

glpk_guard_code glpk_guard_add_column(
    glpk_guard_session *session, double lower, double upper, double cost, int32_t length,
    const int32_t *row_index, const double *coefficient) {
    if (session->program == NULL || length < 0 || length > session->rows)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "a column names a row twice");
    for (int at = 0; at < length; at++)
        if (row_index[at] < 0 || row_index[at] >= session->rows)
            return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "no such row");
    if (!guard_reserve(session, session->rows, session->columns + 1))
        return guard_refuse(session, GLPK_GUARD_NO_MEMORY, "no memory for another column");
    new_column column = {lower, upper, cost, length, row_index, coefficient};
    return guard_run(session, append_column, &column);
}

// MARK: - Removing

typedef struct removed_columns {
    int count;
    const int32_t *columns;
    int32_t *terms_removed;
} removed_columns;

static void remove_columns(glpk_guard_session *session, void *argument) {
    const removed_columns *removed = argument;
    glp_prob *program = session->program;
    for (int at = 0; at < removed->count; at++) {
        int column = removed->columns[at] + 1;
        if (glp_get_col_stat(program, column) == GLP_BS) session->has_lost_basis = true;
        int length = glp_get_mat_col(program, column, session->indices, NULL);
        for (int term = 1; term <= length; term++)
            removed->terms_removed[session->indices[term] - 1] += 1;
    }
    for (int at = 0; at < removed->count; at++)
        session->indices[at + 1] = removed->columns[at] + 1;
    glp_del_cols(program, removed->count, session->indices);
    session->columns -= removed->count;
    forget_answer(session);
}

glpk_guard_code glpk_guard_remove_columns(
    glpk_guard_session *session, int32_t count, const int32_t *column_index,
    int32_t *terms_removed) {
    if (session->program == NULL || count < 0)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "a count is negative");
    for (int at = 0; at < count; at++) {
        int32_t least = at == 0 ? 0 : column_index[at - 1] + 1;
        if (column_index[at] < least || column_index[at] >= session->columns)
            return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "columns do not rise");
    }
    if (count == 0) return GLPK_GUARD_OK;
    removed_columns removed = {count, column_index, terms_removed};
    return guard_run(session, remove_columns, &removed);
}

// MARK: - Changing

typedef struct cost_change {
    int column;
    double cost;
} cost_change;

static void change_cost(glpk_guard_session *session, void *argument) {
    const cost_change *change = argument;
    glp_set_obj_coef(session->program, change->column, change->cost);
}

glpk_guard_code glpk_guard_set_cost(glpk_guard_session *session, int32_t column, double cost) {
    if (column < 0 || column >= session->columns)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "no such column");
    cost_change change = {column + 1, cost};
    return guard_run(session, change_cost, &change);
}

typedef struct row_scaling {
    int row;
    double factor, lower, upper;
} row_scaling;

static void rescale_row(glpk_guard_session *session, void *argument) {
    const row_scaling *scaling = argument;
    glp_prob *program = session->program;
    int length = glp_get_mat_row(program, scaling->row, session->indices, session->numbers);
    for (int at = 1; at <= length; at++) session->numbers[at] *= scaling->factor;
    glp_set_mat_row(program, scaling->row, length, session->indices, session->numbers);
    guard_set_row_bounds(program, scaling->row, scaling->lower, scaling->upper);
}

glpk_guard_code glpk_guard_scale_row(
    glpk_guard_session *session, int32_t row, double factor, double lower, double upper) {
    if (row < 0 || row >= session->rows)
        return guard_refuse(session, GLPK_GUARD_BAD_ARGUMENT, "no such row");
    row_scaling scaling = {row + 1, factor, lower, upper};
    return guard_run(session, rescale_row, &scaling);
}
