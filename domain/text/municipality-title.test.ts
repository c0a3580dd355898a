import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withMunicipalityTitles } from './municipality-title.ts'

test('København is Københavns Kommune and Bornholm a regionskommune; the others are as they are', () => {
  assert.equal(withMunicipalityTitles('Skriv til København Kommune.'), 'Skriv til Københavns Kommune.')
  assert.equal(withMunicipalityTitles('Bornholm Kommune er dataansvarlig.'), 'Bornholms Regionskommune er dataansvarlig.')
  assert.equal(withMunicipalityTitles('Vesthimmerlands Kommune, Aarhus Kommune'), 'Vesthimmerlands Kommune, Aarhus Kommune')
})
