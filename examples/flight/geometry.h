/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Angles in degrees, clockwise from north; good to 1/5 degree. Sums and products only, so that the
 * flight is the same to the last bit whatever computes the processor's sines.
 */
#ifndef GEOMETRY_H
#define GEOMETRY_H

#define RADIAN 57.29577951308232

static inline double within(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

/** The same direction, from -180 to 180. */
static inline double turned(double angle)
{
    while (angle > 180) {
        angle -= 360;
    }
    while (angle < -180) {
        angle += 360;
    }
    return angle;
}

static inline double sine(double angle)
{
    angle = turned(angle);
    angle = angle > 90 ? 180 - angle : angle < -90 ? -180 - angle : angle;
    const double x = angle / RADIAN, s = x * x;
    return x * (1 - s / 6 * (1 - s / 20 * (1 - s / 42)));
}

static inline double cosine(double angle)
{
    return sine(angle + 90);
}

/** The direction of a point that lies so far to the north and to the east. */
static inline double bearing(double north, double east)
{
    const double n = north < 0 ? -north : north, e = east < 0 ? -east : east;
    const double slope = n + e == 0 ? 0 : n > e ? e / n : n / e;
    const double octant = slope * (45 + (1 - slope) * (14.02 + 3.80 * slope));
    const double quadrant = n > e ? octant : 90 - octant;
    return east < 0    ? north < 0 ? quadrant - 180 : -quadrant
           : north < 0 ? 180 - quadrant
                       : quadrant;
}

#endif
