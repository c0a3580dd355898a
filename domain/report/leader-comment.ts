/** What a leader says to a report: as long as a page has room for beside figures. In characters. */
export const longestComment = 2_000
