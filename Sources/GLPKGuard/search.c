#include "guard_internal.h"

#include <math.h>
#include <stdlib.h>

// How far from a whole number the value of an integer column may lie.
static const double WHOLE = 1e-9;
// Where whole points are looked for that break a row; wider, as the cut is sound for any of them.
static const double NEARLY_WHOLE = 1e-6;
// The size to which cuts are scaled, that of the rows of the program.
static const double CUT_SCALE = 8192;

// A search by `glp_intopt` whose linear programs are solved here.
//
// `glp_simplex` cannot be stopped inside `glp_intopt`, and cannot be called on the program of the
// search by its callback. So a copy of the program is solved in slices at each node, and the basis
// is handed over: what `glp_intopt` then solves itself takes no iteration.
typedef struct guard_search {
    glpk_guard_session *session;
    guard_watch *watch;
    glp_prob *copy;
    int node;
    glpk_guard_outcome stop;
} guard_search;

// MARK: - Nodes

static void end_search(guard_search *search, glp_tree *tree, glpk_guard_outcome reason) {
    search->stop = reason;
    int best = glp_ios_best_node(tree);
    double bound = best == 0 ? INFINITY : glp_ios_node_bound(tree, best);
    // A node that was not solved yet has no bound; then that of the root stands.
    if (fabs(bound) < 1e300) search->watch->result->bound = bound;
    glp_ios_terminate(tree);
}

// Brings the copy to the bounds and the basis of a node. Cuts live at some nodes only: then all of
// the program is copied.
static void copy_node(guard_search *search, glp_prob *node) {
    glp_prob *copy = search->copy;
    int rows = search->session->rows;
    if (glp_get_num_rows(node) > rows || glp_get_num_rows(copy) > rows) {
        glp_copy_prob(copy, node, GLP_OFF);
        return;
    }
    for (int row = 1; row <= rows; row++) {
        double lower = guard_row_lower(node, row), upper = guard_row_upper(node, row);
        if (lower != guard_row_lower(copy, row) || upper != guard_row_upper(copy, row))
            guard_set_row_bounds(copy, row, lower, upper);
        if (glp_get_row_stat(copy, row) != glp_get_row_stat(node, row))
            glp_set_row_stat(copy, row, glp_get_row_stat(node, row));
    }
    for (int column = 1; column <= search->session->columns; column++) {
        double lower = glp_get_col_lb(node, column), upper = glp_get_col_ub(node, column);
        if (lower != glp_get_col_lb(copy, column) || upper != glp_get_col_ub(copy, column))
            guard_set_column_bounds(copy, column, lower, upper);
        if (glp_get_col_stat(copy, column) != glp_get_col_stat(node, column))
            glp_set_col_stat(copy, column, glp_get_col_stat(node, column));
    }
}

static void hand_over_basis(guard_search *search, glp_prob *node) {
    for (int row = 1; row <= glp_get_num_rows(node); row++)
        glp_set_row_stat(node, row, glp_get_row_stat(search->copy, row));
    for (int column = 1; column <= search->session->columns; column++)
        glp_set_col_stat(node, column, glp_get_col_stat(search->copy, column));
}

// Makes a node that need not be looked at so plainly infeasible that `glp_intopt` drops it: all
// columns are fixed, and the first row asks for more than they give. From the basis of the rows there
// is no step to take; from any other one the simplex of `glp_intopt`, which nothing stops, can cycle.
static void close_node(guard_search *search, glp_prob *node) {
    glpk_guard_session *session = search->session;
    int length = glp_get_mat_row(node, 1, session->indices, session->numbers);
    double most = 0, size = 1;
    for (int at = 1; at <= length; at++) {
        double lower = session->numbers[at] * glp_get_col_lb(node, session->indices[at]);
        double upper = session->numbers[at] * glp_get_col_ub(node, session->indices[at]);
        most += fmax(lower, upper);
        size += fabs(lower) + fabs(upper);
    }
    for (int column = 1; column <= session->columns; column++) {
        double lower = glp_get_col_lb(node, column);
        guard_set_column_bounds(node, column, lower, lower);
        glp_set_col_stat(node, column, GLP_NS);
    }
    for (int row = 1; row <= glp_get_num_rows(node); row++) glp_set_row_stat(node, row, GLP_BS);
    guard_set_row_bounds(node, 1, most + size, INFINITY);
}

static void solve_node(guard_search *search, glp_tree *tree) {
    guard_watch *watch = search->watch;
    glp_prob *node = glp_ios_get_prob(tree);
    if (glp_ios_curr_node(tree) != search->node) {
        search->node = glp_ios_curr_node(tree);
        if (watch->options->nodes >= 0 && watch->result->nodes >= watch->options->nodes) {
            end_search(search, tree, GLPK_GUARD_WORK_LIMIT);
            return;
        }
        watch->result->nodes += 1;
    }
    copy_node(search, node);
    guard_cutoff cutoff = {glp_mip_status(node) == GLP_FEAS, glp_mip_obj_val(node)};
    bool was_cut_off;
    glpk_guard_outcome outcome = guard_simplex(search->copy, watch, cutoff, &was_cut_off);
    if (outcome == GLPK_GUARD_INFEASIBLE || (outcome == GLPK_GUARD_OPTIMAL && was_cut_off))
        close_node(search, node);
    else if (outcome == GLPK_GUARD_OPTIMAL)
        hand_over_basis(search, node);
    else
        end_search(search, tree, outcome);
}

// MARK: - Exact rows

// Adds the cut that a whole point breaks if it breaks a row exactly: columns that push the row up
// cannot all be as high, nor those that pull it down all be as low. Says whether it added a cut.
//
// A row of money may be missed by one unit in 10¹¹, which no tolerance of a simplex notices.
static bool cut_broken_row(
    glpk_guard_session *session, glp_prob *node, const double *lowest, const double *highest,
    int row) {
    int length = glp_get_mat_row(node, row, session->indices, session->numbers);
    double sum = 0;
    for (int at = 1; at <= length; at++)
        sum += session->numbers[at] * round(glp_get_col_prim(node, session->indices[at]));
    double direction = sum > guard_row_upper(node, row) ? 1
        : sum < guard_row_lower(node, row)              ? -1
                                                        : 0;
    if (direction == 0) return false;
    int count = 0;
    double least = CUT_SCALE;
    for (int at = 1; at <= length; at++) {
        int column = session->indices[at];
        bool is_up = session->numbers[at] * direction > 0;
        double value = round(glp_get_col_prim(node, column));
        double near = is_up ? highest[column - 1] : lowest[column - 1];
        double far = is_up ? lowest[column - 1] : highest[column - 1];
        if (value == far) continue;
        // Between its bounds there is no linear way to say "not as far as this".
        if (value != near) return false;
        count += 1;
        session->indices[count] = column;
        session->numbers[count] = is_up ? -CUT_SCALE : CUT_SCALE;
        least += session->numbers[count] * near;
    }
    int cut = glp_add_rows(node, 1);
    glp_set_mat_row(node, cut, count, session->indices, session->numbers);
    guard_set_row_bounds(node, cut, least, INFINITY);
    return true;
}

static void cut_broken_rows(guard_search *search, glp_tree *tree) {
    glpk_guard_session *session = search->session;
    glp_prob *node = glp_ios_get_prob(tree);
    for (int column = 1; column <= session->columns; column++) {
        if (glp_get_col_kind(node, column) == GLP_CV) continue;
        double value = glp_get_col_prim(node, column);
        if (fabs(value - round(value)) > NEARLY_WHOLE) return;
    }
    for (int row = 1; row <= session->rows; row++)
        if (session->is_exact[row - 1]
            && cut_broken_row(session, node, session->lowest, session->highest, row))
            return;
}

// MARK: - The search

static bool is_within_gap(guard_search *search, glp_tree *tree) {
    double gap = search->watch->options->relative_gap;
    return gap > 0 && glp_mip_status(glp_ios_get_prob(tree)) == GLP_FEAS
        && glp_ios_mip_gap(tree) <= gap;
}

static void steer(glp_tree *tree, void *argument) {
    guard_search *search = argument;
    switch (glp_ios_reason(tree)) {
    case GLP_ISELECT:
        if (is_within_gap(search, tree)) end_search(search, tree, GLPK_GUARD_WITHIN_GAP);
        break;
    case GLP_IPREPRO: solve_node(search, tree); break;
    case GLP_IROWGEN: cut_broken_rows(search, tree); break;
    default: break;
    }
}

static int run_search(guard_search *search) {
    glp_iocp settings;
    glp_init_iocp(&settings);
    settings.msg_lev = GLP_MSG_OFF;
    settings.presolve = GLP_OFF;
    settings.pp_tech = GLP_PP_NONE;
    settings.mir_cuts = settings.gmi_cuts = settings.cov_cuts = settings.clq_cuts = GLP_OFF;
    settings.fp_heur = settings.ps_heur = settings.sr_heur = GLP_OFF;
    settings.tol_int = WHOLE;
    settings.tol_obj = 1e-12;
    settings.mip_gap = 0;
    settings.cb_func = steer;
    settings.cb_info = search;
    search->copy = glp_create_prob();
    glp_copy_prob(search->copy, search->session->program, GLP_OFF);
    int code = glp_intopt(search->session->program, &settings);
    glp_delete_prob(search->copy);
    return code;
}

// Rounds the integer columns and solves for the others again, so that payments fit the whole
// numbers and not what lay beside them.
static void keep_whole_point(guard_search *search) {
    glpk_guard_session *session = search->session;
    glp_prob *program = session->program;
    bool has_continuous = false;
    for (int column = 1; column <= session->columns; column++) {
        double value = glp_mip_col_val(program, column);
        session->values[column - 1] = value;
        if (glp_get_col_kind(program, column) == GLP_CV) {
            has_continuous = true;
            continue;
        }
        double whole = round(value);
        session->values[column - 1] = fabs(value - whole) <= 1e-6 ? whole : value;
    }
    session->has_values = true;
    if (!has_continuous) return;
    for (int column = 1; column <= session->columns; column++)
        if (glp_get_col_kind(program, column) != GLP_CV)
            guard_set_column_bounds(
                program, column, session->values[column - 1], session->values[column - 1]);
    // A search that ran to its deadline still hands its best point over.
    glpk_guard_options options = {.remaining_nanoseconds = 300000000, .iterations = -1, .nodes = -1};
    guard_watch watch = guard_watch_start(&options, search->watch->result);
    guard_cutoff cutoff = {false, 0};
    bool was_cut_off;
    if (guard_simplex(program, &watch, cutoff, &was_cut_off) == GLPK_GUARD_OPTIMAL)
        for (int column = 1; column <= session->columns; column++)
            if (glp_get_col_kind(program, column) == GLP_CV)
                session->values[column - 1] = glp_get_col_prim(program, column);
    for (int column = 1; column <= session->columns; column++)
        if (glp_get_col_kind(program, column) != GLP_CV)
            guard_set_column_bounds(
                program, column, session->lowest[column - 1], session->highest[column - 1]);
}

static glpk_guard_outcome search_outcome(const guard_search *search, int code, bool has_point) {
    switch (code) {
    case 0: return has_point ? GLPK_GUARD_OPTIMAL : GLPK_GUARD_INFEASIBLE;
    case GLP_ESTOP: return search->stop;
    case GLP_EMIPGAP: return GLPK_GUARD_WITHIN_GAP;
    default: return GLPK_GUARD_NUMERICAL;
    }
}

glpk_guard_outcome guard_solve_integer(glpk_guard_session *session, guard_watch *watch) {
    glp_prob *program = session->program;
    glpk_guard_outcome outcome = guard_solve_linear(session, watch);
    session->has_values = session->has_duals = false;
    if (outcome != GLPK_GUARD_OPTIMAL) return outcome;
    for (int column = 1; column <= session->columns; column++) {
        session->lowest[column - 1] = glp_get_col_lb(program, column);
        session->highest[column - 1] = glp_get_col_ub(program, column);
    }
    guard_search search = {.session = session, .watch = watch, .stop = GLPK_GUARD_NUMERICAL};
    watch->result->bound = glp_get_obj_val(program);
    watch->result->has_bound = true;
    int code = run_search(&search);
    int status = glp_mip_status(program);
    bool has_point = status == GLP_OPT || status == GLP_FEAS;
    if (has_point) keep_whole_point(&search);
    outcome = search_outcome(&search, code, has_point);
    if (outcome == GLPK_GUARD_OPTIMAL) watch->result->bound = glp_mip_obj_val(program);
    if (outcome == GLPK_GUARD_INFEASIBLE) watch->result->has_bound = false;
    return outcome;
}
