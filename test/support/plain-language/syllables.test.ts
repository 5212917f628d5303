import { describe, expect, it } from 'vitest'
import { locales } from '../../../src/language/locale.ts'
import { syllables } from './syllables.ts'

/** Words with a dot between their syllables, as a dictionary has them. */
const dictionary = {
  nl: `je hebt ge.kookt bui.ten ge.weest wat kan ik za.ter.dag le.ren mor.gen van.daag a.vond
    mee.doen ken.nis.ma.ken or.ga.ni.sa.tie com.pli.ment com.pli.men.ten nieuw nieu.we sneeuw
    mooi mooi.e groei.en koei.en zee.ën i.dee.ën be.ïn.vloe.den co.ör.di.na.tie ru.ï.ne blij.ven
    kijk ei.gen huis ui.en leeuw vrij.wil.lig buurt.huis af.spraak ge.bruik groen.te ca.fé
    moe.der bui.ten.lucht we.reld in.schrij.ven ta.len ac.ti.vi.teit the.a.ter re.a.ge.ren
    pi.a.no ra.di.o quiz kwart na.tuur fiets fiet.sen me.de.wer.ker ge.meen.te`,
  en: `you cooked out.side to.day what can I learn on Sat.ur.day tell me a.bout it want.ed
    walked helped box.es class.es choose choos.es nice ta.ble lit.tle peo.ple the first time some.thing
    neigh.bour.hood or.gan.i.sa.tion com.pli.ment ev.ery eve.ning to.mor.row com.put.er key.board
    lan.guage cook.ing gar.den friend be.gin be.gan start.ed en.joy re.mem.ber mes.sage
    mes.sag.es num.ber yes.ter.day your yel.low be.cause be.fore where hard.ly sure.ly here
    care.less to.geth.er sew.ing made make makes`,
}

describe.each(locales)('syllables (%s)', (locale) => {
  const words = dictionary[locale].split(/\s+/)

  it.each(words)('%s', (word) => {
    expect(syllables(word.replaceAll('.', ''), locale)).toBe(word.split('.').length)
  })

  it('are at least one in any word', () => {
    expect(syllables('pst', locale)).toBe(1)
    expect(syllables('', locale)).toBe(1)
  })
})
