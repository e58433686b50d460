/* The message on the channel "ticks". */
#ifndef TICK_H
#define TICK_H

#include <bh.h>

struct tick {
    uint32_t number;
    bh_time time; /* module time in ns at which it was sent */
};

#endif
