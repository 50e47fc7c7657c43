package telegramtest

import "maps"

// Became changes what the bot is in a chat (member, administrator, restricted,
// left, kicked), by somebody, and tells the bot of it. rights are those that
// are not as usual, as "can_pin_messages".
func (f *Fake) Became(chat int64, by Person, old, status string, rights map[string]any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.chats[chat]
	if c == nil {
		return
	}
	switch {
	case status == "kicked" && c.Type == Private:
		c.access = Blocked
	case status == "kicked":
		c.access = Kicked
	case status == "left":
		c.access = Left
	default:
		c.access = Member
	}
	f.push("my_chat_member", map[string]any{
		"chat": c.json(), "from": by.json(), "date": f.cfg.Now().Unix(),
		"old_chat_member": f.membership(old, nil), "new_chat_member": f.membership(status, rights),
	})
}

// Rights that the schema wants with a status.
var (
	adminRights = []string{
		"can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
		"can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
	}
	memberRights = []string{
		"is_member", "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
		"can_send_voice_notes", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag",
		"can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
	}
)

func (f *Fake) membership(status string, rights map[string]any) map[string]any {
	out := map[string]any{"status": status, "user": f.me()}
	names := map[string][]string{"administrator": adminRights, "restricted": memberRights}[status]
	for _, n := range names {
		out[n] = n != "can_be_edited" && n != "is_anonymous"
	}
	if status == "kicked" || status == "restricted" {
		out["until_date"] = 0
	}
	maps.Copy(out, rights)
	return out
}
