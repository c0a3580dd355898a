/** HiGHS (Huangfu & Hall 2018, doi 10.1007/s12532-017-0130-5) as the attacker's solver: a program is kept open and asked again and again. */
import highs, { type Highs, type Model } from 'highs'
import type { Program, Solver, Solving } from '#domain/disclosure/attack/program.ts'

const [optimal, infeasible, infeasibleOrUnbounded] = [7, 8, 9]

/** Of one question to one program; what takes longer is left unsaid, never guessed. */
const secondsEach = 20

export async function openSolver(): Promise<Solver> {
  // NOTE: its types are those of a CommonJS module, whose default would be the module; what Node imports is the function.
  const { createModel } = await (highs as unknown as () => Promise<Highs>)()
  return (program) => solving(createModel(), program)
}

function solving(model: Model, { columns, rows, isWhole }: Program): Solving {
  const starts = [0]
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.columns.length)
  model.options.set({ output_flag: false, time_limit: secondsEach })
  model.passModel({
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(() => 0),
    colLower: columns.map(([least]) => least),
    colUpper: columns.map(([, most]) => most),
    rowLower: rows.map(({ range }) => range[0]),
    rowUpper: rows.map(({ range }) => range[1]),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: rows.flatMap((row) => row.columns),
      values: rows.flatMap((row) => row.factors),
    },
    ...(isWhole ? { integrality: columns.map(() => 1 as const) } : {}),
  })
  let asked: readonly number[] = []
  return {
    least(objective) {
      for (const column of asked) model.changeColCost(column, 0)
      for (const [column, factor] of objective) model.changeColCost(column, factor)
      asked = [...objective.keys()]
      model.run()
      const status = model.getModelStatus()
      // Nothing here is without a limit, so the second says the same as the first.
      if (status === infeasible || status === infeasibleOrUnbounded) return 'impossible'
      if (status !== optimal) return 'unknown'
      return { value: model.getObjectiveValue(), point: model.getSolution().colValue }
    },
    close: () => model.dispose(),
  }
}
