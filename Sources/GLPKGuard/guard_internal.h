#ifndef GUARD_INTERNAL_H
#define GUARD_INTERNAL_H

#include "glpk_guard.h"

#include <glpk.h>
#include <stddef.h>

enum { GUARD_TEXT_SIZE = 1024 };

struct guard_thread;

struct glpk_guard_session {
    struct guard_thread *owner;
    uint64_t generation;
    glp_prob *program;
    struct glpk_guard_session *next_abandoned;
    int rows;
    int columns;
    int row_capacity;
    int column_capacity;
    // The basis lost a column, so that the next solve must begin from a fresh one.
    bool has_lost_basis;
    uint8_t *is_exact;
    // Scratch for one row or column in GLPK's counting, entry 0 unused.
    int *indices;
    double *numbers;
    double *sums;
    // Bounds of the columns before a search.
    double *lowest;
    double *highest;
    double *multipliers;
    // What the last solve brought.
    bool has_values, has_duals, has_ray;
    double *values;
    double *duals;
    double *ray;
    size_t text_length;
    char text[GUARD_TEXT_SIZE];
};

// MARK: - session.c: memory

// Makes room for this many rows and columns in all arrays of the session.
bool guard_reserve(glpk_guard_session *session, int rows, int columns);

// MARK: - interrupt.c: threads, faults, limits

typedef void (*guard_step)(glpk_guard_session *session, void *argument);

// Runs a step so that an abort of GLPK comes back as a code. Everything between the `setjmp` in it
// and GLPK is C without anything to release, so jumping over those frames loses nothing.
glpk_guard_code guard_run(glpk_guard_session *session, guard_step step, void *argument);
bool guard_adopt(glpk_guard_session *session);
void guard_release(glpk_guard_session *session);
glpk_guard_code guard_refuse(glpk_guard_session *session, glpk_guard_code code, const char *text);

typedef struct guard_watch {
    const glpk_guard_options *options;
    int64_t deadline;
    int64_t iterations_left;
    glpk_guard_result *result;
} guard_watch;

guard_watch guard_watch_start(const glpk_guard_options *options, glpk_guard_result *result);
// `GLPK_GUARD_OPTIMAL` while the solve may go on, otherwise the reason to stop.
glpk_guard_outcome guard_watch_check(const guard_watch *watch);

// MARK: - solve.c: linear programs

typedef struct guard_cutoff {
    bool applies;
    double objective;
} guard_cutoff;

// Solves to a proper end or a limit: by the method asked for as it stands, by the same from a fresh
// basis, by the other method from a fresh basis.
glpk_guard_outcome guard_simplex(
    glp_prob *program, guard_watch *watch, guard_cutoff cutoff, bool *was_cut_off);
glpk_guard_outcome guard_simplex_attempt(
    glp_prob *program, guard_watch *watch, int attempt, guard_cutoff cutoff, bool *was_cut_off);
enum { GUARD_ATTEMPTS = 3 };
glpk_guard_outcome guard_solve_linear(glpk_guard_session *session, guard_watch *watch);
int guard_bounds_type(double lower, double upper);
void guard_set_row_bounds(glp_prob *program, int row, double lower, double upper);
void guard_set_column_bounds(glp_prob *program, int column, double lower, double upper);
double guard_row_lower(glp_prob *program, int row);
double guard_row_upper(glp_prob *program, int row);

// MARK: - farkas.c: proof that no point exists

typedef enum guard_evidence {
    GUARD_PROVED,
    GUARD_NO_RAY,
    GUARD_CONTRADICTED,
    GUARD_STOPPED,
} guard_evidence;

// Finds a ray for a program that the simplex called infeasible, and checks it.
guard_evidence guard_find_ray(
    glpk_guard_session *session, guard_watch *watch, glpk_guard_outcome *stop);

// MARK: - search.c: integer programs

glpk_guard_outcome guard_solve_integer(glpk_guard_session *session, guard_watch *watch);

#endif
