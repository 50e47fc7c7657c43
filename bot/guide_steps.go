package bot

import (
	"strings"

	"isa-portal.de/isabot/bot/phrases"
)

// guideStep is a question of the membership guide.
type guideStep struct {
	ask     phrases.Text
	options []guideOption
}

// guideOption is an answer that can be chosen.
type guideOption struct {
	token string       // as it stands in a path
	label phrases.Text // on the button
	words string       // what people write for it beside the label, parted by commas
}

// labelFor is what the button says after path.
func (o guideOption) labelFor(path []string, lang string) string {
	if o.token == "district" && len(path) > 0 && path[0] == "CN" {
		return phrases.GuideKinds.DistrictCN.In(lang)
	}
	return o.label.In(lang)
}

// The steps that are read in ways of their own.
const (
	kindStep     = 1
	sizeStep     = 2
	industryStep = 3
	contactStep  = 4
)

// mixed stands for industries that no other choice names, and for several.
const mixed = "mixed"

// guideSteps are the questions in their order. The answers hold no fact about
// the alliance: what it asks of its members is for the records to say.
var guideSteps = []guideStep{
	{phrases.SayGuideCountry, []guideOption{
		{"DE", phrases.SiteMembers.Germany, "brd, bundesrepublik, bundesrepublik deutschland, deutsche, deutsch, german, 德国的"},
		{"CN", phrases.SiteMembers.China, "vr china, volksrepublik china, chinesische, chinesisch, chinese, prc, people's republic of china, 中华人民共和国, 中國, 国内"},
		{otherCountry, phrases.GuideCountries.Other, "anderes, andere, ein anderes, woanders, other, another, elsewhere, 其他, 别的国家"},
	}},
	{phrases.SayGuideKind, []guideOption{
		{"city", phrases.GuideKinds.City, "stadt, gemeinde, kommune, großstadt, kleinstadt, kreisfreie stadt, metropole, ort, city, town, municipality, 市, 城市, 地级市, 县级市, 镇"},
		{"district", phrases.GuideKinds.District, "kreis, landkreis, bezirk, stadtbezirk, stadtteil, district, county, rural district, urban district, borough, " +
			"区, 县, 市辖区, 新区, 开发区, 區, 縣, 区县, 区或县"},
		{"region", phrases.GuideKinds.Region, "region, wirtschaftsregion, metropolregion, regionalverband, landschaft, metropolitan region, 地区, 区域, 都市圈, 地區"},
		{"network", phrases.GuideKinds.Network, "netzwerk, städtenetzwerk, verbund, städteverbund, verband, zweckverband, mehrere städte, mehrere gemeinden, " +
			"network, group of towns, group of cities, association, several towns, several cities, 联合体, 城市联合体, 城市群, 联盟, 多个城市"},
	}},
	{phrases.SayGuideSize, []guideOption{
		{"1", phrases.GuideSizes.One, ""}, {"2", phrases.GuideSizes.Two, ""}, {"3", phrases.GuideSizes.Three, ""},
		{"4", phrases.GuideSizes.Four, ""}, {"5", phrases.GuideSizes.Five, ""},
		{"0", phrases.GuideSizes.Open, "weiß nicht, weiß ich nicht, keine ahnung, unbekannt, egal, überspringen, don't know, i don't know, no idea, skip, unknown, 不知道, 不清楚, 跳过"},
	}},
	{phrases.SayGuideIndustries, []guideOption{
		{"machines", phrases.GuideIndustries.Machines, "maschinen, maschinenbau, anlagenbau, automatisierung, automation, robotik, roboter, metall, werkzeuge, werkzeugbau, " +
			"machinery, machines, machine building, mechanical engineering, engineering, robotics, robots, metal, tools, 机械, 装备, 自动化, 机器人, 金属, 工具, 机械制造, 装备制造, 機械"},
		{"cars", phrases.GuideIndustries.Cars, "auto, autos, automobil, automobilbau, automotive, fahrzeuge, fahrzeugbau, zulieferer, mobilität, elektromobilität, bahn, luftfahrt, " +
			"cars, vehicles, mobility, aviation, aerospace, railway, 汽车, 车辆, 新能源汽车, 航空, 轨道交通, 汽车制造, 汽车零部件"},
		{"chemistry", phrases.GuideIndustries.Chemistry, "chemie, pharma, kunststoff, kunststoffe, werkstoffe, papier, glas, stahl, keramik, " +
			"chemistry, chemicals, plastics, materials, paper, glass, steel, ceramics, 化工, 材料, 新材料, 塑料, 钢铁, 陶瓷, 造纸, 玻璃"},
		{"digital", phrases.GuideIndustries.Digital, "it, edv, software, digital, digitales, digitalisierung, elektronik, elektrotechnik, halbleiter, chips, ki, künstliche intelligenz, telekommunikation, " +
			"electronics, semiconductors, ai, artificial intelligence, telecommunications, information technology, 电子, 信息技术, 软件, 半导体, 芯片, 人工智能, 通信, 数字经济, 电子信息"},
		{"energy", phrases.GuideIndustries.Energy, "energie, strom, umwelt, umwelttechnik, wasserstoff, windkraft, solar, erneuerbare energien, erneuerbare, wasser, klima, recycling, kohle, " +
			"energy, power, environment, hydrogen, wind, renewables, renewable energy, water, climate, coal, 能源, 新能源, 环保, 氢能, 光伏, 风电, 水务, 煤炭"},
		{"health", phrases.GuideIndustries.Health, "gesundheit, medizin, medizintechnik, biotechnologie, pflege, health, healthcare, medicine, medical technology, biotech, biotechnology, " +
			"医疗, 医药, 健康, 生物技术, 生物医药, 医疗器械"},
		{"logistics", phrases.GuideIndustries.Logistics, "logistik, handel, verkehr, hafen, transport, großhandel, logistics, trade, shipping, port, ports, commerce, 物流, 贸易, 港口, 运输, 商贸"},
		{mixed, phrases.GuideIndustries.Mixed, "mehrere, mehreres, verschiedene, verschiedenes, alles, alle, andere, anderes, sonstige, sonstiges, mix, gemischt, textil, textilien, mode, lebensmittel, ernährung, " +
			"landwirtschaft, tourismus, bau, dienstleistungen, möbel, several, various, all, other, others, mixed, textiles, food, agriculture, tourism, construction, services, furniture, " +
			"多个, 多种, 其他, 都有, 纺织, 服装, 食品, 农业, 旅游, 建筑, 家具, 服务业"},
	}},
	{phrases.SayGuideContact, []guideOption{
		{contactHere, phrases.GuideContacts.Here, "hier, hier im chat, im chat, büro, an das büro, weitergeben, ja, ja bitte, gern, gerne, pass it on, office, here, in this chat, yes, yes please, sure, 转交, 这里, 在这里, 好, 好的, 可以, 是"},
		{contactShow, phrases.GuideContacts.Show, "selbst, ich schreibe selbst, selbst schreiben, kontakt, kontaktdaten, zeigen, show, contact, myself, i will write myself, 自己联系, 我自己联系, 联系方式, 显示"},
		{contactNo, phrases.GuideContacts.No, "nein, nein danke, jetzt nicht, später, lieber nicht, no, no thanks, later, not yet, 不, 不用, 不用了, 以后再说, 暂时不用"},
	}},
}

// chosenSoFar names what was chosen, in one line.
func chosenSoFar(path []string, lang string) string {
	var names []string
	for step := range path {
		if name := chosenAt(step, path, lang); name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, " · ")
}

// chosenAt names what was chosen at a step, "" for nothing that has a name.
func chosenAt(step int, path []string, lang string) string {
	if step >= len(path) || step >= len(guideSteps) {
		return ""
	}
	if step == 0 && path[0] != otherCountry {
		return regionName(path[0], lang)
	}
	for _, o := range guideSteps[step].options {
		if o.token == path[step] {
			return o.labelFor(path, lang)
		}
	}
	return ""
}
