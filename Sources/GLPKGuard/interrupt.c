#include "guard_internal.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// What one thread has open. It outlives the thread for as long as a session refers to it, so that
// its address tells threads apart where the system would use an identifier again.
struct guard_thread {
    atomic_int references;
    pthread_mutex_t lock;
    // Counts how often GLPK's memory of this thread was freed; a session of an older count is dead.
    uint64_t generation;
    bool ended;
    glpk_guard_session *abandoned;
    // The rest is for the thread itself only.
    int live;
    glpk_guard_session *active;
    jmp_buf rescue;
    char fault[GUARD_TEXT_SIZE];
};

static _Thread_local struct guard_thread *this_thread;
static pthread_key_t thread_end_key;
static pthread_once_t thread_end_once = PTHREAD_ONCE_INIT;
static bool thread_end_known;

static void free_session(glpk_guard_session *session) {
    free(session->is_exact);
    free(session->indices);
    free(session->numbers);
    free(session->sums);
    free(session->lowest);
    free(session->highest);
    free(session->multipliers);
    free(session->values);
    free(session->duals);
    free(session->ray);
    free(session);
}

static void release_thread(struct guard_thread *thread) {
    if (atomic_fetch_sub(&thread->references, 1) != 1) return;
    pthread_mutex_destroy(&thread->lock);
    free(thread);
}

// Forgets what GLPK held on this thread. Sessions that other threads gave up go with it.
static void free_environment(struct guard_thread *thread) {
    glp_free_env();
    thread->live = 0;
    pthread_mutex_lock(&thread->lock);
    thread->generation += 1;
    glpk_guard_session *abandoned = thread->abandoned;
    thread->abandoned = NULL;
    pthread_mutex_unlock(&thread->lock);
    while (abandoned != NULL) {
        glpk_guard_session *next = abandoned->next_abandoned;
        free_session(abandoned);
        release_thread(thread);
        abandoned = next;
    }
}

static void end_thread(void *value) {
    struct guard_thread *thread = value;
    free_environment(thread);
    pthread_mutex_lock(&thread->lock);
    thread->ended = true;
    pthread_mutex_unlock(&thread->lock);
    this_thread = NULL;
    release_thread(thread);
}

static void make_thread_end_key(void) {
    thread_end_known = pthread_key_create(&thread_end_key, end_thread) == 0;
}

static struct guard_thread *current_thread(void) {
    if (this_thread != NULL) return this_thread;
    pthread_once(&thread_end_once, make_thread_end_key);
    if (!thread_end_known) return NULL;
    struct guard_thread *thread = calloc(1, sizeof *thread);
    if (thread == NULL) return NULL;
    atomic_init(&thread->references, 1);
    if (pthread_mutex_init(&thread->lock, NULL) != 0) {
        free(thread);
        return NULL;
    }
    if (pthread_setspecific(thread_end_key, thread) != 0) {
        pthread_mutex_destroy(&thread->lock);
        free(thread);
        return NULL;
    }
    this_thread = thread;
    return thread;
}

// MARK: - Hooks

// Keeps the first words of what GLPK prints: it prints only when it fails, reason first.
static int keep_text(void *info, const char *text) {
    struct guard_thread *thread = info;
    glpk_guard_session *session = thread->active;
    if (session == NULL) return 1;
    size_t room = GUARD_TEXT_SIZE - 1 - session->text_length;
    size_t length = strlen(text);
    if (length > room) length = room;
    memcpy(session->text + session->text_length, text, length);
    session->text_length += length;
    session->text[session->text_length] = 0;
    return 1;
}

static void leave_glpk(void *info) {
    struct guard_thread *thread = info;
    if (thread->active != NULL) longjmp(thread->rescue, 1);
}

// MARK: - Steps

glpk_guard_code guard_refuse(glpk_guard_session *session, glpk_guard_code code, const char *text) {
    strncpy(session->text, text, GUARD_TEXT_SIZE - 1);
    session->text[GUARD_TEXT_SIZE - 1] = 0;
    session->text_length = strlen(session->text);
    return code;
}

static void delete_program(glpk_guard_session *session, void *argument) {
    (void)argument;
    if (session->program != NULL) glp_delete_prob(session->program);
    session->program = NULL;
}

static glpk_guard_code run_on_thread(
    struct guard_thread *thread, glpk_guard_session *session, guard_step step, void *argument) {
    thread->active = session;
    session->text_length = 0;
    session->text[0] = 0;
    if (setjmp(thread->rescue) == 0) {
        step(session, argument);
        thread->active = NULL;
        return GLPK_GUARD_OK;
    }
    thread->active = NULL;
    while (session->text_length > 0 && session->text[session->text_length - 1] == '\n')
        session->text[--session->text_length] = 0;
    for (size_t at = 0; at < session->text_length; at++)
        if (session->text[at] == '\n') session->text[at] = ' ';
    memcpy(thread->fault, session->text, GUARD_TEXT_SIZE);
    free_environment(thread);
    return GLPK_GUARD_FAULT;
}

static void drain_abandoned(struct guard_thread *thread) {
    pthread_mutex_lock(&thread->lock);
    glpk_guard_session *session = thread->abandoned;
    thread->abandoned = NULL;
    pthread_mutex_unlock(&thread->lock);
    while (session != NULL) {
        glpk_guard_session *next = session->next_abandoned;
        if (session->generation == thread->generation
            && run_on_thread(thread, session, delete_program, NULL) == GLPK_GUARD_OK)
            thread->live -= 1;
        free_session(session);
        release_thread(thread);
        session = next;
    }
}

glpk_guard_code guard_run(glpk_guard_session *session, guard_step step, void *argument) {
    struct guard_thread *thread = this_thread;
    if (session->owner != thread)
        // The text belongs to the session's own thread, so it stays as it is.
        return GLPK_GUARD_WRONG_THREAD;
    if (session->generation != thread->generation) {
        if (session->text_length == 0) guard_refuse(session, GLPK_GUARD_DEAD, thread->fault);
        return GLPK_GUARD_DEAD;
    }
    return run_on_thread(thread, session, step, argument);
}

bool guard_adopt(glpk_guard_session *session) {
    struct guard_thread *thread = current_thread();
    if (thread == NULL) return false;
    drain_abandoned(thread);
    // A hook that an earlier owner of the environment left behind must not outlive this.
    if (glp_init_env() > 1) return false;
    glp_term_out(GLP_OFF);
    glp_term_hook(keep_text, thread);
    glp_error_hook(leave_glpk, thread);
    atomic_fetch_add(&thread->references, 1);
    thread->live += 1;
    session->owner = thread;
    session->generation = thread->generation;
    return true;
}

void guard_release(glpk_guard_session *session) {
    struct guard_thread *owner = session->owner;
    if (owner != this_thread) {
        pthread_mutex_lock(&owner->lock);
        bool is_alive = !owner->ended && owner->generation == session->generation;
        if (is_alive) {
            session->next_abandoned = owner->abandoned;
            owner->abandoned = session;
        }
        pthread_mutex_unlock(&owner->lock);
        if (is_alive) return;
        free_session(session);
        release_thread(owner);
        return;
    }
    if (session->generation == owner->generation
        && run_on_thread(owner, session, delete_program, NULL) == GLPK_GUARD_OK)
        owner->live -= 1;
    free_session(session);
    drain_abandoned(owner);
    if (owner->live == 0) free_environment(owner);
    release_thread(owner);
}

int64_t glpk_guard_memory_in_use(void) {
    if (this_thread == NULL || this_thread->live == 0) return 0;
    size_t bytes = 0;
    glp_mem_usage(NULL, NULL, &bytes, NULL);
    return (int64_t)bytes;
}

// MARK: - Limits

static int64_t now(void) {
    struct timespec time;
#ifdef CLOCK_BOOTTIME
    clock_gettime(CLOCK_BOOTTIME, &time);
#else
    clock_gettime(CLOCK_MONOTONIC, &time);
#endif
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

guard_watch guard_watch_start(const glpk_guard_options *options, glpk_guard_result *result) {
    guard_watch watch = {.options = options, .deadline = INT64_MAX, .result = result};
    int64_t start = now();
    if (options->remaining_nanoseconds >= 0 && options->remaining_nanoseconds < INT64_MAX - start)
        watch.deadline = start + options->remaining_nanoseconds;
    return watch;
}

glpk_guard_outcome guard_watch_check(const guard_watch *watch) {
    const glpk_guard_options *options = watch->options;
    if (options->should_stop != NULL && options->should_stop(options->context))
        return GLPK_GUARD_CANCELLED;
    if (watch->deadline != INT64_MAX && now() >= watch->deadline) return GLPK_GUARD_TIME_LIMIT;
    return GLPK_GUARD_OPTIMAL;
}
