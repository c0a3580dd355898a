/**
 * How values come out of PostgreSQL. Days are `2026-08-12`, instants ISO strings in UTC, and whole numbers
 * numbers: none of ours reaches 2^53. Set per pool, for the job queue's own code expects the driver's defaults.
 */
import pg from 'pg'

const dateArray = 1182
const bigintArray = 1016

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
  [pg.types.builtins.INT8]: Number,
  [bigintArray]: (text) => elements(text).map((part) => (part === 'NULL' ? null : Number(part))),
  [dateArray]: (text) => elements(text).map((part) => (part === 'NULL' ? null : part)),
}

export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers[oid]) ?? pg.types.getTypeParser(oid, format as 'text'),
}

function elements(array: string): string[] {
  return array === '{}' ? [] : array.slice(1, -1).split(',')
}
