/* Counts with a periodic virtual timer, and sends each count over the channel. */
#include <bh.h>
#include <bh_port.h>

#include "tick.h"

#define PERIOD 100000000 /* ns */

int main(void)
{
    struct bh_queue ticks;
    struct tick tick = {0};

    bh_queue_open(&ticks, bh_port("ticks"));
    bh_timer_set(0, PERIOD, PERIOD);
    bh_mode_set(BH_MODE_NORMAL, 0);
    for (;;) {
        bh_wait(1u << BH_SOURCE_TIMER, BH_TIME_INFINITE);
        const uint32_t occurrences = bh_irq_take(BH_SOURCE_TIMER);
        if (occurrences == 0) {
            continue; /* a wait may return early */
        }
        tick.number += occurrences;
        tick.time = bh_clock_ns();
        bh_print("tick %u\n", tick.number);
        if (bh_queue_send(&ticks, &tick, sizeof tick) != BH_OK) {
            bh_print("nobody listens\n");
        }
    }
}
