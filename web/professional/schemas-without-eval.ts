/**
 * Schemas would compile themselves with `new Function`, which the content security policy refuses (and the
 * browser reports on the console). Imported before anything that makes a schema.
 */
import { config } from 'zod'

config({ jitless: true })
