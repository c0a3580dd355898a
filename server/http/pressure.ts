/**
 * Whether this process has more to do than it can: how late its one thread is, and how much memory is left. What is heaviest
 * is refused first, and what somebody has answered never for this.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { totalmem } from 'node:os'
import { getHeapStatistics } from 'node:v8'
import type { Urgency } from './urgency.ts'

/** How late the thread is (the slowest of a hundred turns), in milliseconds, and how full the memory, from 0 to 1. */
export type Strain = { readonly lateMs: number; readonly memory: number }

/** From which strain on each is refused. */
const bearable: Readonly<Record<Exclude<Urgency, 'saving'>, Strain>> = {
  receiving: { lateMs: 200, memory: 0.75 },
  reporting: { lateMs: 200, memory: 0.8 },
  looking: { lateMs: 500, memory: 0.88 },
  entering: { lateMs: 1_500, memory: 0.95 },
}

export function isBearable({ lateMs, memory }: Strain, urgency: Urgency): boolean {
  return urgency === 'saving' || (lateMs < bearable[urgency].lateMs && memory < bearable[urgency].memory)
}

export type Pressure = Disposable & { readonly now: () => Strain }

const everyMs = 500

/**
 * Measures twice a second. Late is what is late in two measurements after another: one slow turn is over when it is noticed,
 * and refusing then helps nobody.
 */
export function feelPressure(): Pressure {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  let before = 0
  let strain: Strain = { lateMs: 0, memory: memoryUsed() }
  const timer = setInterval(() => {
    const latest = delay.count === 0 ? 0 : delay.percentile(99) / 1e6
    delay.reset()
    strain = { lateMs: Math.min(before, latest), memory: memoryUsed() }
    before = latest
  }, everyMs).unref()
  return {
    now: () => strain,
    [Symbol.dispose]() {
      clearInterval(timer)
      delay.disable()
    },
  }
}

/** The fuller of two: what the program may use of its own heap, and what the machine or its container has. */
function memoryUsed(): number {
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics()
  return Math.max(used / most, process.memoryUsage.rss() / machineMemory())
}

function machineMemory(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
}
