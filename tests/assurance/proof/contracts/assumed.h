/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What contracts.h rests on and nothing here proves: arithmetic, assembly (A-INLINE; A-CLOCK, A-DIVIDE and A-SCALE are in
 * machine.h), and A-TRACE: writing a trace record changes nothing but the trace, which no contract is about.
 */
#ifndef PROOF_ASSUMED_H
#define PROOF_ASSUMED_H

/*@ axiomatic Wrap { // A-WRAP: a conversion to an unsigned type is modulo its size (C11, 6.3.1.3); WP says no more of it
    axiom up: \forall integer x; 0x100000000 <= x < 0x200000000 ==> (uint32_t)x == x - 0x100000000;
    axiom down: \forall integer x; -0x100000000 <= x < 0 ==> (uint32_t)x == x + 0x100000000;
  }

  predicate bit(uint32_t word, integer at) = ((word >> at) & 1) != 0;
  @*/

/*@ requires at < 64 && \valid_read(&(*words)[at / 32]);
  @ assigns \nothing;
  @ ensures \result <==> bit((*words)[at / 32], at % 32);
  @*/
static inline bool arch_bit(const uint32_t (*words)[BH_SOURCE_WORDS], uint32_t at);
/*@ requires at < 64 && \valid(&(*words)[at / 32]);
  @ assigns (*words)[at / 32];
  @ ensures (*words)[at / 32] == (\old((*words)[at / 32]) | (1 << (at % 32)));
  @ ensures \result <==> bit(\old((*words)[at / 32]), at % 32);
  @*/
static inline bool arch_bit_set(uint32_t (*words)[BH_SOURCE_WORDS], uint32_t at);
/*@ assigns \nothing; */
void trace_write(uint32_t ring, uint32_t kind, uint32_t a, uint32_t b, uint32_t c, uint32_t d);
/*@ assigns \nothing; */
void trace_write_raise(const struct vcpu *vcpu, uint32_t source, uint32_t occurrences, uint64_t now);
/*@ assigns \nothing; */
void trace_write_deliver(const struct vcpu *vcpu, bh_word pc, uint64_t now);
/*@ assigns \nothing; ensures \true; */
static inline void trace(uint32_t ring, uint32_t kind, uint32_t a, uint32_t b, uint32_t c, uint32_t d);
/*@ assigns \nothing;
  @ ensures 0 <= \result <= 31;
  @ ensures word << \result >= 0x80000000 && (word << \result) < 0x100000000;
  @*/
int model_clz(uint32_t word);

#endif
