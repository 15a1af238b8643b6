import { test } from 'node:test'
import { compareFleets, compareReadings } from '../advisories/against-oracle.ts'

test('a million pairs of made-up records and devices come out alike in both readings', () => compareReadings(50_000))

test('a million pairs judged as a fleet come out as each by itself', () => compareFleets(16_640))
