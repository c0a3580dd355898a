/**
 * How long somebody sits with one thing. What saves itself a moment after the last word would fill the log with rows that say nothing more
 * than the first: one row of a person and an object an hour says who wrote in it and when, and the log can be read. Looks at a named child
 * are each a row, always.
 */
export const sittingMs = 60 * 60 * 1_000
