//! What a name says it is, by how it ends and begins.
//!
//! Must not know sides, nor what the name is joined with.

use crate::abuttals::{
    StatedKind,
    parse::{
        page::{begins, ending, ends, find},
        words::{List, Words},
    },
};

/// Ends of names of railways. Before the ends of roads: 铁路 ends with 路.
static RAILWAYS: Words = Words::new(
    "铁路专用线 铁路支线 铁路线 铁路 高铁线 高铁 地铁线 地铁 轻轨线 轻轨 专用线 铁道 轨道 客专 客运专线 城际 \
     号线 有轨电车 铁路桥 动车线",
);

/// Lines that are railways, whatever else ends with 线.
static RAILWAY_LINES: Words = Words::new(
    "京九线 京广线 京沪线 京哈线 京包线 京原线 京通线 陇海线 焦柳线 襄渝线 成昆线 沪昆线 浙赣线 兰新线 包兰线 \
     宝成线 川黔线 湘桂线 黔桂线 贵昆线 胶济线 石太线 太焦线 汉丹线 皖赣线 鹰厦线 滨洲线 沈山线",
);

/// Ends of names of coasts, lakes and dykes.
static SHORES: Words = Words::new(
    "海岸线 海岸 海堤 海塘 海域 海峡 海湾 海滩 海边 大海 江堤 河堤 湖堤 防洪堤 防波堤 大堤 堤防 堤岸 堤坝 \
     堤顶 大坝 拦河坝 滩涂 沙滩 湖面 湖岸 湖边 湖 海 洋 湾 峡 堤 坝 澳 泊 淀",
);

/// Ends of names of rivers, ditches and reservoirs.
static RIVERS: Words = Words::new(
    "大运河 运河 支渠 干渠 排渠 水渠 河道 水道 航道 渠道 港道 洪道 故道 水库 支流 水系 排洪沟 干沟 小溪 河流 \
     河汊 河湾 湖汊 引河 河 江 渠 沟 溪 港 浜 塘 泾 涌 濠 漕 涧",
);

/// Ends of names of roads.
static ROADS: Words = Words::new(
    "高速公路 高速 立交桥 立交 互通 高架 公路 马路 大桥 隧道 机耕路 胡同 巷道 匝道 路 街 道 巷 弄 桥 环 线 \
     堤顶路",
);

/// Ends with 线 that are no road.
static NO_ROADS: Words =
    Words::new("高压线 电力线 输电线 管线 光缆线 山脊线 山脚线 等高线 防火线 林线 坡脚线 水位线 廊道");

/// Ends of lines between divisions, and of limits that plans draw.
static LINES: Words = Words::new(
    "行政区划界线 行政区划线 行政区划 行政界线 行政边界 城镇开发边界 城市开发边界 规划区边界 交界处 交接处 \
     分界线 交界线 交界 分界 国境线 边境线 省界 市界 区界 县界 镇界 乡界 村界 街道界 国界 界线 边界 界 界限",
);

/// Ends of names of divisions and other places.
static PLACES: Words = Words::new(
    "街道 社区 小区 新区 矿区 港区 景区 林区 城区 园区 片区 街区 开发区 保护区 工业区 厂区 生活区 区 县 市 省 \
     州 旗 镇 乡 村 庄 屯 寨 组 队 山体 山脚 山麓 山脊 山谷 山 岭 岗 坡 坪 峪 峁 梁 塬 冈 顶 岛 广场 公园 \
     花园 家园 陵园 果园 植物园 湿地 园 苑 楼 大厦 林场 林地 农田 耕地 田 土地 空地 绿地 绿化带 防护带 泊位 \
     出口 入口 洞口 口岸 城 基地",
);

/// Ends of names of organisations and what they build.
static ORGANISATIONS: Words = Words::new(
    "公司 集团 股份 实业 企业 工厂 电厂 水厂 处理厂 厂 学校 大学 中学 小学 学院 幼儿园 医院 卫生院 政府 \
     委员会 管委会 村委会 居委会 派出所 法院 检察院 监狱 部队 哨所 围墙 院墙 围网 银行 酒店 宾馆 商场 超市 市场 变电站 \
     加油站 收费站 车站 站 停车场 机场 农场 苗圃场 养殖场 场 油库 仓库 码头 煤矿 矿 研究所 所 局 院 中心 化工 \
     热电 科技 电器 电气",
);

/// Further ends of names of firms that leave out 公司.
static FIRMS: Words = Words::new(
    "石化 焦化 煤化 水泥 制药 药业 钢铁 纺织 针织 机械 食品 电子 能源 太阳能 建材 矿业 重工 铝业 纸业 油脂 \
     酒业 材料 电力 物流",
);

/// What calls the area itself.
static OWN: Words = Words::new(
    "本园区 该园区 园区 本区 该区 规划区 开发区 本片区 片区 本区块 区块 本地块 地块 宗地 \
     项目 用地 征地 规划 红线 本项目",
);

/// Limits of the area itself.
static OWN_LIMITS: Words = Words::new(
    "用地红线 用地边界 规划红线 规划边界 范围线 控制线 边界线 边界 边线 红线 界线 界 围网 围墙 用地范围 地界",
);

/// What is planned without a name, behind 规划.
static PLANNED: Words = Words::new(
    "路 道路 支路 街 街道 道 河 河道 水系 绿地 绿化带 防护绿地 公园 次干道 主干道 干道 快速路 公路 铁路 \
     市政道路 城市道路 市政路 主干路 次干路 小路 用地",
);

/// Tells what a name says it is; a name that says nothing is taken for a place.
pub(in crate::abuttals::parse) fn kind(name: &[char]) -> StatedKind {
    told(name).unwrap_or(StatedKind::Place)
}

/// Tells what a name says it is, where it does.
pub(in crate::abuttals::parse) fn told(name: &[char]) -> Option<StatedKind> {
    let has = |words: &dyn List| ending(name, words).is_some();
    if name.len() < 2 && !has(&["山", "海", "江", "河", "湖", "路"]) {
        return None;
    }
    if is_own(name) {
        return Some(StatedKind::Own);
    }
    if is_planned(name) {
        return Some(StatedKind::Planned);
    }
    if has(&RAILWAYS) || has(&RAILWAY_LINES) {
        return Some(StatedKind::Railway);
    }
    if has(&["岸线", "岸边", "沿岸"]) {
        return Some(StatedKind::Bank);
    }
    if has(&LINES) && !has(&["世界", "境界"]) {
        return Some(StatedKind::AdministrativeLine);
    }
    if has(&NO_ROADS) || has(&["集体土地", "街道"]) || is_hamlet(name) {
        return Some(StatedKind::Place);
    }
    if has(&["水库"]) || has(&RIVERS) && !has(&SHORES) {
        return Some(StatedKind::River);
    }
    if is_coded_road(name) || has(&ROADS) {
        return Some(StatedKind::Road);
    }
    if has(&SHORES) {
        return Some(StatedKind::Shore);
    }
    if has(&["广场", "林场", "果园", "植物园", "基地"]) {
        return Some(StatedKind::Place);
    }
    if has(&ORGANISATIONS) || has(&FIRMS) {
        return Some(StatedKind::Organisation);
    }
    has(&PLACES).then_some(StatedKind::Place)
}

/// Tells whether a name is that of a limit of the area itself: 园区边界, 用地红线, 园区北边界.
pub(in crate::abuttals::parse) fn is_own(name: &[char]) -> bool {
    if ["用地红线", "红线", "规划红线", "边界", "边界线"]
        .iter()
        .any(|word| name.iter().copied().eq(word.chars()))
    {
        return true;
    }
    let Some(length) = OWN
        .iter()
        .filter(|word| begins(name, word))
        .map(|word| word.chars().count())
        .max()
    else {
        return false;
    };
    let rest = &name[length..];
    let rest = rest.strip_prefix(&['的']).unwrap_or(rest);
    let way = rest.iter().take_while(|c| "东南西北".contains(**c)).count();
    let rest = &rest[way..];
    let rest = rest.strip_prefix(&['侧']).unwrap_or(rest);
    OWN_LIMITS.iter().any(|word| rest.iter().copied().eq(word.chars()))
}

/// Tells whether something is planned that bears no name: 规划路, but not 规划纬一路.
fn is_planned(name: &[char]) -> bool {
    let rest = ["规划", "拟建", "待建", "在建", "新建"]
        .iter()
        .find(|word| begins(name, word))
        .map(|word| &name[word.chars().count()..]);
    // 工业二路南侧规划路 tells where the planned road lies.
    let at = find(name, "规划").filter(|&at| at > 0 && "侧面边东南西北".contains(name[at - 1]));
    let rest = rest.or_else(|| at.map(|at| &name[at + 2..]));
    rest.is_some_and(|rest| PLANNED.iter().any(|word| rest.iter().copied().eq(word.chars())))
}

/// Tells whether 沟, 湾 or 塘 is the end of a hamlet's name: 郭家沟, 长岭村大沟.
fn is_hamlet(name: &[char]) -> bool {
    if ending(name, &["家沟", "家湾", "家塘", "家港", "家坝", "家冲", "家洼", "家屋"]).is_some() {
        return true;
    }
    let last = name.iter().rposition(|&c| c == '村');
    ending(name, &["沟", "湾", "塘", "坝"]).is_some() && last.is_some_and(|last| last + 4 >= name.len())
}

/// Tells whether a name is a road's code: 国道G106, 国道206, 107国道, G1511, 省道S222线.
fn is_coded_road(name: &[char]) -> bool {
    let classed = ["国道", "省道", "县道", "乡道", "村道", "市道"]
        .iter()
        .any(|class| begins(name, class) || ends(name, class));
    let letter = name.first().is_some_and(|c| "gsxycz".contains(*c));
    let digits = name.iter().skip(1).take_while(|c| c.is_ascii_digit()).count();
    classed && find(name, "道").is_some()
        || letter && digits >= 2 && (digits + 1 == name.len() || ending(name, &["线", "道", "高速", "路"]).is_some())
}
