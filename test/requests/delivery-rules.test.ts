import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offeringByCode } from '../../src/catalog/offerings/index.ts'
import { policyBook } from '../../src/catalog/policy-book.ts'
