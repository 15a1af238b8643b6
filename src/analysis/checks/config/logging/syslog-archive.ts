import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { type Place, removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const syslogArchive = configCheck({
  id: 'syslog-archive',
  theme: 'logging',
  severity: 'low',
  title: 'Log files are bounded, and not for everybody to read',
  looksAt: ['system syslog file', 'system syslog archive'],
  why: 'A log that is too short forgets last night; one that everybody may read tells the names that people log in by, and the passwords typed in the wrong place.',
  source: [stig.router(), cis],
  judge: ({ top }) => {
    const syslog = top.at('system', 'syslog')
    const files = syslog?.under('file') ?? []
    if (!syslog || files.length === 0) return notApplicable('nothing is written to a file')
    const readable = [syslog, ...files].flatMap((each) => each.at('archive', 'world-readable') ?? [])
    const bounded = (each: Place): boolean => each.has('archive', 'size') || each.has('archive', 'files')
    const unbounded = bounded(syslog) ? [] : files.filter((file) => !bounded(file))
    return [
      ...readable.map((each) => fault(each, 'everybody may read the log', removal(each), `set ${each.above!.path} no-world-readable`)),
      ...unbounded.map((file) =>
        lacking(
          file,
          ['archive'],
          `how much file ${file.word} keeps is not said`,
          `set ${file.path} archive size 10m`,
          `set ${file.path} archive files 10`,
        ),
      ),
    ]
  },
})
