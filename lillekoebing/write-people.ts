/**
 * Writes the people of the invented world to the file that the stand-in of the login service reads:
 *
 *   node lillekoebing/write-people.ts
 */
import { writeFileSync } from 'node:fs'
import { loginPeopleFile } from './login-people.ts'

writeFileSync(new URL('../stand-ins/identity-provider/people.json', import.meta.url), loginPeopleFile())
