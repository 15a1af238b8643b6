import { test } from 'node:test'
import { compareReadings } from '../advisories/against-oracle.ts'

test('a million pairs of made-up records and devices come out alike in both readings', () => compareReadings(50_000))
