/** PDF by Typst: tagged, PDF/UA-1, without a browser. The only place that knows the compiler. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Problem } from './problem.ts'

type Compiler = {
  compile(options: { mainFileContent: string; inputs: Record<string, string> }): {
    result: unknown
    hasError(): boolean
    takeDiagnostics(): { shortDiagnostics?: unknown } | null
  }
  pdf(document: unknown, options: Record<string, unknown>): Uint8Array
  evictCache(maxAge: number): void
}

const require = createRequire(import.meta.url)
let made: Compiler | undefined

/** The document as bytes. `data` reaches the template as JSON under `sys.inputs.data`, never as markup. */
export function typeset(template: string, data: unknown): Uint8Array {
  const compiler = (made ??= makeCompiler())
  try {
    const compiled = compiler.compile({ mainFileContent: template, inputs: { data: JSON.stringify(data) } })
    if (compiled.hasError() || compiled.result === null) throw new Error(failed)
    return written(compiler, compiled.result)
  } finally {
    // The cache would keep names in memory between documents, also of one that could not be set.
    compiler.evictCache(0)
  }
}

const failed = 'a document could not be typeset'

/** What the compiler says of a document that can't be PDF/UA may repeat its words, so that is left out of the fault. */
function written(compiler: Compiler, document: unknown): Uint8Array {
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1' })
  } catch {
    throw new Error(failed)
  }
}

function makeCompiler(): Compiler {
  const fonts = [
    require.resolve('@expo-google-fonts/ibm-plex-sans/package.json'),
    require.resolve('@expo-google-fonts/ibm-plex-sans-arabic/package.json'),
  ].map(dirname)
  try {
    const { NodeCompiler } = require(`@myriaddreamin/typst-ts-node-compiler-${process.platform}-${process.arch}-gnu`)
    return NodeCompiler.create({
      fontArgs: [{ fontPaths: fonts.flatMap((family) => [join(family, '400Regular'), join(family, '600SemiBold')]) }],
    })
  } catch {
    throw new Problem('not-available-here')
  }
}
