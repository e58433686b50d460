/* Receives the counts, and ends the module after the last one. */
#include <bh.h>
#include <bh_port.h>

#include "tick.h"

#define LAST 10

int main(void)
{
    struct bh_queue ticks;
    struct tick tick = {0};
    uint32_t length;

    bh_queue_open(&ticks, bh_port("ticks"));
    bh_mode_set(BH_MODE_NORMAL, 0);
    while (tick.number < LAST) {
        if (bh_queue_receive_wait(&ticks, &tick, &length, BH_TIME_INFINITE) == BH_OK) {
            bh_print("heard tick %u, %llu us after it was sent\n", tick.number,
                     (bh_clock_ns() - tick.time) / 1000);
        }
    }
    return 0;
}
