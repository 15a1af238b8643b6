import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The real data where it is there; tests that need it are skipped elsewhere. */
export const dataDirectory = process.env.HOLDFAST_DATA_DIR ?? join(import.meta.dirname, '../../../shared/data')
export const hasData = existsSync(join(dataDirectory, 'configs'))

/** Release strings of each shape seen in public files; facts, chosen from them by the project. */
export const seenReleases = [
  '9.6R1.13',
  '10.2R3',
  '10.4S7.1',
  '11.4R1.6',
  '12.1I0',
  '12.1X44',
  '12.1X46-D15.3',
  '12.1X47-D20.7',
  '12.3R12-S21',
  '12.3X48-D40.5',
  '12.4',
  '13.2I20140401',
  '13.3R9-S2.1',
  '14.1X53-D130',
  '15.1F5.15',
  '15.1F5.15-C1.12',
  '15.1F6-S7.2',
  '15.1F6-S7-20170608',
  '15.1X49-D170',
  '15.1X53-D496',
  '16.1X70-D10.5',
  '17.4R1.16',
  '18.2X75-D40',
  '19.3R0',
  '20.2I0',
  '21.4R3-S7.9',
  '22.2R3-S3.12-EVO',
  '22.4-EVO',
  '23.4R2-S3-202409180120.0-EVO',
  '23.4R2-S5.5-EVO',
  '24.2R2-20241112',
  '24.4I20240921.0.2131',
  '25.2X100-D20.6-EVO',
  '25.4R1.12',
  '26.3I20260309',
] as const
