/** The key of what is thrown away: no secret, for nobody's answers are in it. */
export const throwAwaySecret = { id: 'first', secret: Buffer.alloc(32, 'thrown away after the test') } as const
