/** `npm run check`: everything that can be checked without running the program. Exit code 1 when something is wrong. */
import { check, checks } from './checks.ts'

for (const one of checks) if (!(await check(one))) process.exitCode = 1
