/** The tables of `content/references/`, read when they are first asked for. */
import { readFileSync } from 'node:fs'
import type { AddedValueRules } from '#domain/instrument/added-value.ts'
import type { BmiReference } from '#domain/instrument/bmi.ts'
import type { PredictionRules } from '#domain/instrument/prediction.ts'
import * as schemas from '#domain/instrument/reference-schema.ts'

const folder = new URL('../../content/references/', import.meta.url)

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
}

/** BMI references by their code. */
export function bmiReference(code: string): BmiReference | undefined {
  return code === 'iotf-2012' ? (schemas.BmiReference.parse(read('bmi-iotf-2012')) as BmiReference) : undefined
}

export function addedValueRules(): AddedValueRules {
  return schemas.AddedValueRules.parse(read('sdq-added-value')) as AddedValueRules
}

export function predictionRules(): PredictionRules {
  return schemas.PredictionRules.parse(read('sdq-prediction')) as PredictionRules
}
