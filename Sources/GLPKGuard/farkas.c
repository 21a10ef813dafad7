#include "guard_internal.h"

#include <math.h>

// What rounding in the check itself may pretend, as a share of all magnitudes that it adds.
static const double ROUNDING = 1e-12;
// How many basic variables beyond their bounds are tried before the elastic program is.
enum { CANDIDATES = 8 };

// Whether multipliers prove that no point exists: Σ y·bound exceeds the largest Σ y·a·x. That proves
// it wherever they come from, so multipliers that stand on a missing bound are set to zero first.
static bool proves(glpk_guard_session *session, glp_prob *program, double *ray) {
    double largest = 0;
    for (int row = 0; row < session->rows; row++) {
        if (!isfinite(ray[row])) return false;
        largest = fmax(largest, fabs(ray[row]));
    }
    if (largest == 0) return false;
    double *sums = session->sums;
    for (int column = 1; column <= session->columns; column++) sums[column] = 0;
    double surplus = 0, magnitude = 0;
    for (int row = 0; row < session->rows; row++) {
        if (fabs(ray[row]) <= 1e-14 * largest) ray[row] = 0;
        if (ray[row] == 0) continue;
        double bound = ray[row] > 0 ? guard_row_lower(program, row + 1)
                                    : guard_row_upper(program, row + 1);
        if (isinf(bound)) {
            ray[row] = 0;
            continue;
        }
        surplus += ray[row] * bound;
        magnitude += fabs(ray[row] * bound);
        int length = glp_get_mat_row(program, row + 1, session->indices, session->numbers);
        for (int at = 1; at <= length; at++)
            sums[session->indices[at]] += ray[row] * session->numbers[at];
    }
    for (int column = 1; column <= session->columns; column++) {
        double lower = glp_get_col_lb(program, column), upper = glp_get_col_ub(program, column);
        double most = fmax(sums[column] * lower, sums[column] * upper);
        surplus -= most;
        magnitude += fabs(most);
    }
    return surplus > ROUNDING * magnitude;
}

// MARK: - From the basis

// How far a basic variable lies beyond its bounds, relative to them; 0 when it does not.
static double excess(glp_prob *program, int rows, int variable) {
    double value, lower, upper;
    if (variable <= rows) {
        value = glp_get_row_prim(program, variable);
        lower = guard_row_lower(program, variable);
        upper = guard_row_upper(program, variable);
    } else {
        value = glp_get_col_prim(program, variable - rows);
        lower = glp_get_col_lb(program, variable - rows);
        upper = glp_get_col_ub(program, variable - rows);
    }
    if (value < lower) return (lower - value) / (1 + fabs(lower));
    return value > upper ? (value - upper) / (1 + fabs(upper)) : 0;
}

// The row of the simplex table of a basic variable beyond its bounds proves infeasibility where no
// other variable can pull it back; its multipliers are a row of the inverse of the basis.
static bool find_ray_in_basis(glpk_guard_session *session, glp_prob *program) {
    if (!glp_bf_exists(program) && glp_factorize(program) != 0) return false;
    int places[CANDIDATES];
    double excesses[CANDIDATES];
    int count = 0;
    for (int place = 1; place <= session->rows; place++) {
        double beyond = excess(program, session->rows, glp_get_bhead(program, place));
        if (!(beyond > 1e-9)) continue;
        int at = count < CANDIDATES ? count++ : CANDIDATES;
        while (at > 0 && excesses[at - 1] < beyond) {
            if (at < CANDIDATES) {
                places[at] = places[at - 1];
                excesses[at] = excesses[at - 1];
            }
            at -= 1;
        }
        if (at < CANDIDATES) {
            places[at] = place;
            excesses[at] = beyond;
        }
    }
    double *multipliers = session->multipliers;
    bool is_found = false;
    for (int at = 0; at < count && !is_found; at++) {
        for (int row = 1; row <= session->rows; row++) multipliers[row] = 0;
        multipliers[places[at]] = 1;
        glp_btran(program, multipliers);
        for (int sign = -1; sign <= 1 && !is_found; sign += 2) {
            for (int row = 0; row < session->rows; row++)
                session->ray[row] = sign * multipliers[row + 1];
            is_found = proves(session, program, session->ray);
        }
    }
    return is_found;
}

// MARK: - From an elastic program

// The same rows, each with room to miss its bounds at a price of one: it always has a point, and
// the multipliers of its optimum are a ray unless that optimum is zero.
static glp_prob *make_elastic(glpk_guard_session *session, glp_prob *program) {
    int rows = session->rows, columns = session->columns;
    glp_prob *elastic = glp_create_prob();
    glp_add_rows(elastic, rows);
    glp_add_cols(elastic, columns);
    for (int column = 1; column <= columns; column++) {
        double lower = glp_get_col_lb(program, column), upper = glp_get_col_ub(program, column);
        guard_set_column_bounds(elastic, column, lower, upper);
        glp_set_col_stat(elastic, column, glp_get_col_stat(program, column));
    }
    for (int row = 1; row <= rows; row++) {
        double lower = guard_row_lower(program, row), upper = guard_row_upper(program, row);
        guard_set_row_bounds(elastic, row, lower, upper);
        int length = glp_get_mat_row(program, row, session->indices, session->numbers);
        glp_set_mat_row(elastic, row, length, session->indices, session->numbers);
        glp_set_row_stat(elastic, row, glp_get_row_stat(program, row));
        for (int side = 1; side >= -1; side -= 2) {
            if (isinf(side > 0 ? lower : upper)) continue;
            int slack = glp_add_cols(elastic, 1);
            int place[2] = {0, row};
            double coefficient[2] = {0, side};
            glp_set_mat_col(elastic, slack, 1, place, coefficient);
            glp_set_col_bnds(elastic, slack, GLP_LO, 0, 0);
            glp_set_obj_coef(elastic, slack, 1);
        }
    }
    return elastic;
}

static guard_evidence find_ray_by_elastic(
    glpk_guard_session *session, guard_watch *watch, glpk_guard_outcome *stop) {
    glp_prob *elastic = make_elastic(session, session->program);
    guard_cutoff cutoff = {false, 0};
    bool was_cut_off;
    glpk_guard_outcome outcome = guard_simplex(elastic, watch, cutoff, &was_cut_off);
    guard_evidence evidence = GUARD_NO_RAY;
    if (outcome == GLPK_GUARD_OPTIMAL) {
        for (int row = 1; row <= session->rows; row++)
            session->ray[row - 1] = glp_get_row_dual(elastic, row);
        if (proves(session, session->program, session->ray))
            evidence = GUARD_PROVED;
        else if (glp_get_obj_val(elastic) < 1e-6)
            evidence = GUARD_CONTRADICTED;
    } else if (outcome != GLPK_GUARD_NUMERICAL && outcome != GLPK_GUARD_UNBOUNDED
        && outcome != GLPK_GUARD_INFEASIBLE) {
        *stop = outcome;
        evidence = GUARD_STOPPED;
    }
    glp_delete_prob(elastic);
    return evidence;
}

guard_evidence guard_find_ray(
    glpk_guard_session *session, guard_watch *watch, glpk_guard_outcome *stop) {
    if (find_ray_in_basis(session, session->program)) return GUARD_PROVED;
    return find_ray_by_elastic(session, watch, stop);
}
