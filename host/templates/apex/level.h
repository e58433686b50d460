/* The message on the channel "level", and the partitions' period. */
#ifndef LEVEL_H
#define LEVEL_H

#include <apex.h>

#define PERIOD_NS 20000000 /* ns, as in module.xml */

typedef APEX_INTEGER level; /* per cent */

#endif
