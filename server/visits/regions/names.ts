/** China's provinces in their short form; cities, and the two special regions, that have no city below them. */
const provinces = [
  ...['北京', '天津', '上海', '重庆', '香港', '澳门'],
  ...['河北', '山西', '内蒙古', '辽宁', '吉林', '黑龙江', '江苏', '浙江', '安徽', '福建', '江西', '山东', '河南'],
  ...['湖北', '湖南', '广东', '广西', '海南', '四川', '贵州', '云南', '西藏', '陕西', '甘肃', '青海', '宁夏', '新疆'],
  '台湾',
] as const;
const whole = new Set<string>(['北京', '天津', '上海', '重庆', '香港', '澳门']);
/** Autonomous prefectures: some data gives them with all the peoples in their names. */
const prefectures = [
  ...['延边', '恩施', '湘西', '阿坝', '甘孜', '凉山', '黔西南', '黔东南', '黔南', '楚雄', '红河', '文山', '西双版纳'],
  ...['大理', '德宏', '怒江', '迪庆', '临夏', '甘南', '海北', '黄南', '海南', '果洛', '玉树', '海西', '昌吉'],
  ...['博尔塔拉', '巴音郭楞', '克孜勒苏', '伊犁'],
] as const;
/** Parts of China with a code of their own; the data has them as provinces. */
const ofChina: Readonly<Record<string, string>> = { HK: '香港', MO: '澳门', TW: '台湾' };
/** What the data calls countries where that is not what Unicode's tables call them. */
const otherNames: Readonly<Record<string, string>> = {
  ...{ 阿联酋: 'AE', 巴勒斯坦: 'PS', 刚果金: 'CD', '刚果(金)': 'CD', 刚果布: 'CG', '刚果(布)': 'CG', 马其顿: 'MK' },
  ...{ 波黑: 'BA', 留尼旺: 'RE', 圣马丁: 'MF', 孟加拉: 'BD', 托克劳群岛: 'TK', 瓦利斯和富图纳群岛: 'WF', 中非: 'CF' },
  ...{ 多米尼加: 'DO', 法国南部领地: 'TF', 南乔治亚岛和南桑威奇群岛: 'GS', 蒙塞拉特岛: 'MS', 密克罗尼西亚联邦: 'FM' },
};
/** In Unicode's tables, but no country's. */
const noCountry = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
let codes: ReadonlyMap<string, string> | undefined;

/**
 * A place as visits keep it: `CN/浙江/杭州`, `CN/北京`, `US`; '' where no country is known. `fields` are country, province
 * and city, perhaps with a field for a part of the world in between and a country's code at the end; '0' is nothing.
 */
export function regionOf(fields: readonly string[]): string {
  const [country = ''] = fields;
  const code = /^[A-Z]{2}$/.test(fields.at(-1) ?? '') ? (fields.at(-1) as string) : undefined;
  const part = code === undefined ? provinceOf(country) : ofChina[code];
  if (part === undefined && country !== '中国' && code !== 'CN') return code ?? codeOf(country);
  // What comes after the city is who runs the network, whose name may begin with a province's.
  const at = [1, 2].find((index) => provinceOf(fields[index] ?? '') !== undefined);
  const province = part ?? (at === undefined ? undefined : provinceOf(fields[at] as string));
  if (province === undefined) return 'CN';
  const city = shortCity(fields[(at ?? 0) + 1] ?? '');
  return city === '' || whole.has(province) ? `CN/${province}` : `CN/${province}/${city}`;
}

function provinceOf(text: string): string | undefined {
  return provinces.find((province) => text.startsWith(province));
}

/** 杭州 of 杭州市, 恩施 of 恩施土家族苗族自治州; counties keep their ending, since a city may be called the same. */
function shortCity(city: string): string {
  if (city === '0') return '';
  if (city.endsWith('州')) {
    const prefecture = prefectures.find((name) => city.startsWith(name));
    if (prefecture !== undefined) return prefecture;
  }
  return city.replace(/(?<=..)(市|地区)$/, '').replace(/(?<=...)盟$/, '');
}

function codeOf(country: string): string {
  codes ??= allCodes();
  return codes.get(country) ?? '';
}

function allCodes(): Map<string, string> {
  const names = new Intl.DisplayNames(['zh-CN'], { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const found = new Map(Object.entries(otherNames));
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    // A country that is no more is called by the one that came after it.
    if (noCountry.has(code) || Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) continue;
    const name = names.of(code);
    if (name !== undefined && !found.has(name)) found.set(name, code);
  }
  return found;
}
