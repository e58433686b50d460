/* The message on the channel "ticks". */
#ifndef TICK_H
#define TICK_H

#include <apex.h>

struct tick {
    unsigned number;
    SYSTEM_TIME_TYPE time; /* module time in ns at which it was sent */
};

#endif
