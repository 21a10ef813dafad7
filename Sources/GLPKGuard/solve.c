#include "guard_internal.h"

#include <math.h>

// A slice of work lasts about this many touched matrix entries, some tenths of a second at most.
// It depends on the program only: a slice that followed the clock would change the pivots.
static int slice_length(glp_prob *program) {
    int64_t size = (int64_t)glp_get_num_nz(program) + glp_get_num_rows(program)
        + glp_get_num_cols(program);
    int64_t slice = 50000000 / (size + 1);
    if (slice < 100) return 100;
    return slice > 5000 ? 5000 : (int)slice;
}

// More iterations than an honest simplex needs: beyond this it is taken to cycle.
static int64_t patience(glp_prob *program) {
    return 20000 + 20 * ((int64_t)glp_get_num_rows(program) + glp_get_num_cols(program));
}

// The settings under which money in minor units is solved right. The usual tolerance for reduced
// costs of 10⁻⁷ loses up to that share of the largest term of the objective: yuan, not fen.
// The last attempt is by the other method.
static void prepare(glp_smcp *settings, const glpk_guard_options *options, int attempt) {
    bool is_last = attempt == GUARD_ATTEMPTS - 1;
    bool is_primal = (options->method == GLPK_GUARD_PRIMAL) != is_last;
    glp_init_smcp(settings);
    settings->msg_lev = GLP_MSG_OFF;
    settings->meth = is_primal ? GLP_PRIMAL : GLP_DUALP;
    settings->presolve = GLP_OFF;
    if (options->precision == GLPK_GUARD_MONEY) settings->tol_dj = 1e-9;
}

// Rows come with coefficients near 2¹³, which makes GLPK 2¹³ times as strict about what a row misses
// and as lax about what it is worth. Where prices matter more than points, rows are brought to 1.
static void scale_rows(glp_prob *program, glpk_guard_precision precision) {
    double factor = precision == GLPK_GUARD_COARSE ? 0x1p-13 : 1;
    for (int row = 1; row <= glp_get_num_rows(program); row++)
        if (glp_get_rii(program, row) != factor) glp_set_rii(program, row, factor);
}

// Whether the point keeps to rows and bounds as well as the simplex was asked to.
static bool is_sound(glp_prob *program) {
    double absolute, relative;
    int absolute_place, relative_place;
    glp_check_kkt(
        program, GLP_SOL, GLP_KKT_PE, &absolute, &absolute_place, &relative, &relative_place);
    if (!(relative < 1e-6)) return false;
    glp_check_kkt(
        program, GLP_SOL, GLP_KKT_PB, &absolute, &absolute_place, &relative, &relative_place);
    return relative < 1e-6;
}

static glpk_guard_outcome final_status(glp_prob *program) {
    int primal = glp_get_prim_stat(program);
    int dual = glp_get_dual_stat(program);
    if (primal == GLP_NOFEAS) return GLPK_GUARD_INFEASIBLE;
    if (primal != GLP_FEAS) return GLPK_GUARD_NUMERICAL;
    if (dual == GLP_NOFEAS) return GLPK_GUARD_UNBOUNDED;
    if (dual != GLP_FEAS || !is_sound(program)) return GLPK_GUARD_NUMERICAL;
    return GLPK_GUARD_OPTIMAL;
}

static glpk_guard_outcome run_slices(
    glp_prob *program, guard_watch *watch, glp_smcp *settings, bool *was_cut_off) {
    int64_t left = patience(program);
    int slice = slice_length(program);
    watch->result->linear_programs += 1;
    for (;;) {
        glpk_guard_outcome stop = guard_watch_check(watch);
        if (stop != GLPK_GUARD_OPTIMAL) return stop;
        if (watch->iterations_left == 0) return GLPK_GUARD_WORK_LIMIT;
        if (left <= 0) return GLPK_GUARD_NUMERICAL;
        int64_t length = left < slice ? left : slice;
        if (watch->iterations_left > 0 && watch->iterations_left < length)
            length = watch->iterations_left;
        settings->it_lim = (int)length;
        int before = glp_get_it_cnt(program);
        int code = glp_simplex(program, settings);
        int64_t used = glp_get_it_cnt(program) - before;
        watch->result->iterations += used;
        left -= used;
        if (watch->iterations_left > 0)
            watch->iterations_left = used < watch->iterations_left ? watch->iterations_left - used : 0;
        switch (code) {
        case 0: return final_status(program);
        case GLP_EITLIM:
            // A slice without an iteration would come back for ever.
            if (used == 0) left -= length;
            continue;
        case GLP_EOBJLL:
        case GLP_EOBJUL: *was_cut_off = true; return GLPK_GUARD_OPTIMAL;
        default: return GLPK_GUARD_NUMERICAL;
        }
    }
}

glpk_guard_outcome guard_simplex_attempt(
    glp_prob *program, guard_watch *watch, int attempt, guard_cutoff cutoff, bool *was_cut_off) {
    glp_smcp settings;
    prepare(&settings, watch->options, attempt);
    if (attempt > 0) {
        watch->result->restarts += 1;
        glp_adv_basis(program, 0);
    }
    if (cutoff.applies && glp_get_obj_dir(program) == GLP_MIN) settings.obj_ul = cutoff.objective;
    if (cutoff.applies && glp_get_obj_dir(program) == GLP_MAX) settings.obj_ll = cutoff.objective;
    *was_cut_off = false;
    return run_slices(program, watch, &settings, was_cut_off);
}

glpk_guard_outcome guard_simplex(
    glp_prob *program, guard_watch *watch, guard_cutoff cutoff, bool *was_cut_off) {
    glpk_guard_outcome outcome = GLPK_GUARD_NUMERICAL;
    watch->iterations_left = watch->options->iterations;
    for (int attempt = 0; attempt < GUARD_ATTEMPTS; attempt++) {
        outcome = guard_simplex_attempt(program, watch, attempt, cutoff, was_cut_off);
        if (outcome != GLPK_GUARD_NUMERICAL) break;
    }
    return outcome;
}

// A multiplier that stands on a bound that is not there is noise of the simplex, and kept as zero.
static void keep_duals(glpk_guard_session *session) {
    glp_prob *program = session->program;
    bool minimizes = glp_get_obj_dir(program) == GLP_MIN;
    for (int row = 1; row <= session->rows; row++) {
        double dual = glp_get_row_dual(program, row);
        double bound = (dual > 0) == minimizes ? guard_row_lower(program, row)
                                               : guard_row_upper(program, row);
        session->duals[row - 1] = isinf(bound) ? 0 : dual;
    }
    session->has_duals = true;
}

static void keep_point(glpk_guard_session *session) {
    for (int column = 1; column <= session->columns; column++)
        session->values[column - 1] = glp_get_col_prim(session->program, column);
    session->has_values = true;
}

glpk_guard_outcome guard_solve_linear(glpk_guard_session *session, guard_watch *watch) {
    glp_prob *program = session->program;
    guard_cutoff cutoff = {false, 0};
    bool was_cut_off;
    watch->iterations_left = watch->options->iterations;
    scale_rows(program, watch->options->precision);
    if (session->has_lost_basis) glp_adv_basis(program, 0);
    session->has_lost_basis = false;
    for (int attempt = 0; attempt < GUARD_ATTEMPTS; attempt++) {
        glpk_guard_outcome outcome =
            guard_simplex_attempt(program, watch, attempt, cutoff, &was_cut_off);
        glpk_guard_outcome stop;
        switch (outcome) {
        case GLPK_GUARD_NUMERICAL: continue;
        case GLPK_GUARD_INFEASIBLE:
            switch (guard_find_ray(session, watch, &stop)) {
            case GUARD_PROVED: session->has_ray = true; return outcome;
            case GUARD_NO_RAY: return outcome;
            case GUARD_STOPPED: return stop;
            case GUARD_CONTRADICTED: continue;
            }
            continue;
        case GLPK_GUARD_OPTIMAL:
            keep_point(session);
            keep_duals(session);
            return outcome;
        case GLPK_GUARD_TIME_LIMIT:
        case GLPK_GUARD_WORK_LIMIT:
        case GLPK_GUARD_CANCELLED:
            // A dual feasible basis bounds the optimum although it is not there yet.
            if (glp_get_dual_stat(program) == GLP_FEAS) keep_duals(session);
            if (glp_get_prim_stat(program) == GLP_FEAS) keep_point(session);
            return outcome;
        default: return outcome;
        }
    }
    return GLPK_GUARD_NUMERICAL;
}
